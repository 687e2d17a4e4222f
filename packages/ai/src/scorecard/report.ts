/** The scorecard as text: a figure a row, all chapters together and then each. */
import type { Judged } from './judge.ts';
import type { FigureName, Figures } from './score.ts';

export interface Column {
  name: string;
  figures: Figures;
  judged: Judged | null;
}

const rows: readonly (readonly [FigureName, string, Shape])[] = [
  ['keyTermRecallAt50', 'key terms: recall at 50', 'share'],
  ['keyTermCappedRecallAt50', 'key terms: recall at 50, capped', 'share'],
  ['keyTermRPrecision', 'key terms: R-precision', 'share'],
  ['keyTermPrecision', 'key terms: precision of all', 'share'],
  ['definitionF1', 'definitions: token F1', 'share'],
  ['definitionShare', 'definitions: F1 of 0.5 or more', 'share'],
  ['definitionsAsked', 'definitions that a card asks', 'share'],
  ['grounded', 'grounded', 'share'],
  ['duplicates', 'duplicates', 'share'],
  ['selfContained', 'self-contained fronts and stems', 'share'],
  ['longestRight', 'right option is longest, above chance', 'share'],
  ['positionP', 'position of right option: p', 'share'],
  ['doubtfulOptions', 'wrong options that may be right', 'share'],
  ['rouge1', 'notes: ROUGE-1', 'share'],
  ['rouge2', 'notes: ROUGE-2', 'share'],
  ['readability', 'readability of cards', 'tenths'],
  ['sourceReadability', 'readability of the text', 'tenths'],
  ['words', 'words', 'whole'],
  ['cards', 'cards', 'whole'],
  ['questions', 'questions', 'whole'],
  ['seconds', 'seconds', 'tenths'],
  ['cpuSeconds', 'seconds of processor time', 'tenths'],
  ['inputTokens', 'tokens in', 'whole'],
  ['outputTokens', 'tokens out', 'whole'],
  ['costMicros', 'cost in US$', 'dollars'],
];

type Shape = 'share' | 'tenths' | 'whole' | 'dollars';

function shown(value: number | null, shape: Shape): string {
  if (value === null) return '–';
  if (shape === 'whole') return String(value);
  if (shape === 'dollars') return (value / 1_000_000).toFixed(4);
  return value.toFixed(shape === 'tenths' ? 1 : 3);
}

/** `all` and the chapters by number, whose names stand below. */
export function reportText(engine: string, all: Column, chapters: readonly Column[], peakMb: number | null): string {
  const columns = [all, ...chapters];
  const judged = columns.some((column) => column.judged !== null);
  const lines = rows.map(([name, title, shape]) => [title, ...columns.map(({ figures }) => shown(figures[name], shape))]);
  if (judged) {
    for (const [title, pick] of [['judge: answerable', (one: Judged) => one.answerable], ['judge: correct', (one: Judged) => one.correct]] as const) {
      lines.push([title, ...columns.map((column) => (column.judged === null || column.judged.items === 0 ? '–' : shown(pick(column.judged) / column.judged.items, 'share')))]);
    }
  }
  const head = [engine, 'all', ...chapters.map((_, index) => String(index + 1))];
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => (line[at] ?? '').length)));
  const text = [head, ...lines].map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ').trimEnd());
  const names = chapters.map(({ name }, index) => `${index + 1}  ${name.replace(/[\u0000-\u001f\u007f-\u009f]/gu, '?')}`);
  return [...text, ...(peakMb === null ? [] : [`peak memory of the whole run: ${Math.round(peakMb)} MB`]), '', ...names].join('\n');
}
