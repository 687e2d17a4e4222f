/** Runs -> segments (what is drawn close together on one baseline) -> lines of text. */
import { joinsWithoutSpace } from '../scripts.ts';
import { isReadFromRight, readLine } from './right-to-left/line.ts';
import type { Word } from './right-to-left/line.ts';
import { turnedBack } from './runs.ts';
import type { Run } from './runs.ts';
import { ascent, descent, wordsOf } from './words.ts';
import type { LineWords } from './words.ts';

export interface Segment {
  runs: Run[];
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  /** Baseline and size of its largest run. */
  y: number;
  size: number;
  order: number;
  chars: number;
  /** A row of a table with wrapped cells: the lines of each cell, in the order of reading. */
  cells?: Segment[][];
}

export interface Line {
  text: string;
  /** Where its words stand; a table row has those of each of its lines. */
  words: readonly LineWords[];
  x0: number;
  x1: number;
  y: number;
  top: number;
  bottom: number;
  /** Baseline of its last line: a table row may have several. */
  endY: number;
  /** The size most of its characters have, in points. */
  size: number;
  bold: boolean;
  mono: boolean;
  rtl: boolean;
  /** Cells far apart, separated by tabs in the text. */
  tabular: boolean;
  /** How wide its first word is, to tell whether it would have fitted on the line before. */
  firstWord: number;
}

/** A gap wider than this many times the size parts segments; it is wider than a justified space, narrower than a gutter. */
export const segmentGap = 1.4;
const cellGap = 2.2;
/** Kerning moves letters by less, and the spaces of lines that are set tight are wider. */
const narrowSpace = 0.12;

export function segmentsOf(runs: readonly Run[]): Segment[] {
  const segments: Segment[] = [];
  for (const run of runs) {
    const last = segments.at(-1);
    if (last && follows(last, run)) extend(last, run);
    else segments.push(segmentOf(run));
  }
  return segments;
}

function segmentOf(run: Run): Segment {
  return { runs: [run], x0: run.x0, x1: run.x1, top: run.y - ascent * run.size, bottom: run.y + descent * run.size, y: run.y, size: run.size, order: run.order, chars: run.text.length };
}

function follows(segment: Segment, run: Run): boolean {
  const size = Math.max(segment.size, run.size);
  const smaller = Math.min(segment.size, run.size);
  if (size > 2.5 * smaller) return false;
  const shift = Math.abs(run.y - segment.y);
  if (shift > (smaller < 0.85 * size ? 0.6 : 0.2) * size) return false;
  const after = run.x0 - segment.x1;
  const before = segment.x0 - run.x1;
  return Math.max(after, before) < segmentGap * size && Math.max(after, before) > -0.6 * size;
}

function extend(segment: Segment, run: Run): void {
  segment.runs.push(run);
  segment.x0 = Math.min(segment.x0, run.x0);
  segment.x1 = Math.max(segment.x1, run.x1);
  segment.top = Math.min(segment.top, run.y - ascent * run.size);
  segment.bottom = Math.max(segment.bottom, run.y + descent * run.size);
  segment.chars += run.text.length;
  if (run.size > segment.size) {
    segment.size = run.size;
    segment.y = run.y;
  }
}

/** The lines of a block that is read from top to bottom; what stands side by side becomes one line. */
export function linesOf(segments: readonly Segment[]): Line[] {
  const lines = plainLines(segments.filter((segment) => segment.cells === undefined));
  const rows = segments.flatMap((segment) => (segment.cells === undefined ? [] : [tableLine(segment, segment.cells)]));
  return rows.length === 0 ? lines : [...lines, ...rows].sort((a, b) => a.y - b.y);
}

/** Between the lines of a cell, until it is known how the document writes the words that they part. */
export const cellLineEnd = '\u2028';

function tableLine(row: Segment, cells: readonly Segment[][]): Line {
  const parts = cells.map((cell) => cell.map((segment) => lineOf(segment.runs)));
  const all = parts.flat();
  const text = parts.map((lines) => lines.map((line) => line.text).join(cellLineEnd)).join('\t');
  const has = (trait: 'bold' | 'mono' | 'rtl') => all.every((line) => line[trait]);
  const { x0, x1, top, bottom, y, size } = row;
  return { text, words: all.flatMap((line) => line.words), x0, x1, top, bottom, y, endY: Math.max(...all.map((line) => line.y)), size, bold: has('bold'), mono: has('mono'), rtl: has('rtl'), tabular: true, firstWord: 0 };
}

function plainLines(segments: readonly Segment[]): Line[] {
  const sorted = withDropCaps(segments).sort((a, b) => a.y - b.y || a.x0 - b.x0);
  const rows: { top: number; bottom: number; segments: Segment[] }[] = [];
  for (const segment of sorted) {
    const row = rows.at(-1);
    const top = segment.y - ascent * segment.size;
    const bottom = segment.y + descent * segment.size;
    const overlap = row ? Math.min(row.bottom, bottom) - Math.max(row.top, top) : 0;
    if (row && overlap >= 0.5 * Math.min(row.bottom - row.top, bottom - top)) {
      row.segments.push(segment);
      if (bottom - top > row.bottom - row.top) Object.assign(row, { top, bottom });
    } else rows.push({ top, bottom, segments: [segment] });
  }
  return rows.map(({ segments: [first, ...others] }) => lineOf(first && others.length === 0 ? first.runs : [first, ...others].flatMap((segment) => segment?.runs ?? [])));
}

/** A letter several lines high at the start of a paragraph is moved to the line that it begins. */
function withDropCaps(segments: readonly Segment[]): Segment[] {
  const usual = median(segments.map((segment) => segment.size));
  return segments.map((segment) => {
    if (segment.chars > 2 || segment.size < 2 * usual) return segment;
    const beside = segments.filter((other) => other !== segment && other.size < segment.size / 1.8 && other.x0 >= segment.x1 - usual && other.x0 < segment.x1 + 2 * usual && other.y > segment.top && other.y <= segment.y + 1);
    const first = beside.sort((a, b) => a.y - b.y)[0];
    const [run] = segment.runs;
    if (!first || !run || segment.runs.length > 1) return segment;
    return segmentOf({ ...run, y: first.y, size: first.size, x0: first.x0 - 1, x1: first.x0 });
  });
}

function lineOf(unordered: readonly Run[]): Line {
  const runs = fromLeft(unordered);
  const size = dominantSize(unordered);
  let chars = 0;
  let bold = 0;
  let mono = 0;
  let x0 = Infinity;
  let x1 = -Infinity;
  let main: Run | undefined;
  for (const run of runs) {
    const { length } = run.text;
    chars += length;
    if (run.font.bold) bold += length;
    if (run.font.mono) mono += length;
    if (run.x0 < x0) x0 = run.x0;
    if (run.x1 > x1) x1 = run.x1;
    if (main === undefined && Math.abs(run.size - size) < 0.3) main = run;
  }
  const y = (main ?? runs[0])?.y ?? 0;
  const line = { x0, x1, y, top: y - ascent * size, bottom: y + descent * size, endY: y, size, bold: bold > 0.85 * chars, mono: mono > 0.7 * chars };
  const page = runs[0]?.glyphs?.page;
  if (page) {
    const rtl = isReadFromRight(runs.map(({ text }) => text).join(''), page);
    const read = readLine(runs.flatMap(({ glyphs }) => glyphs?.shown ?? []), size, { ...page, rtl });
    const { text, tabular } = tidied(read.text, read.tabular);
    const [first] = read.words;
    return { ...line, text, tabular, words: [wordsOf(read.words.map((word) => runOfWord(word, main ?? runs[0], y, size)))], rtl, firstWord: first ? first.to - first.from : 0 };
  }
  const { text, tabular } = joined(runs, size);
  return { ...line, text, tabular, words: [wordsOf(runs)], rtl: false, firstWord: firstWordOf(runs, text, x1 - x0) };
}

function runOfWord({ text, from, to }: Word, run: Run | undefined, v: number, size: number): Pick<Run, 'words' | 'edges' | 'place'> {
  const turn = run?.place.turn ?? 0;
  const [x, y] = turn === 'down' ? [from, v] : turnedBack(from, v, turn);
  return { words: [text], edges: [0, to - from], place: { turn, x, y, size } };
}

/** What a line that begins with the end of a run says of it is not exact: the word may go on in the next run. */
function firstWordOf([first]: readonly Run[], text: string, width: number): number {
  if (first && first.words.length > 1) return (first.edges[1] ?? 0) - (first.edges[0] ?? 0);
  return ((text.match(/^\S+/)?.[0].length ?? 1) / Math.max(1, text.length)) * width;
}

function joined(runs: readonly Run[], size: number): { text: string; tabular: boolean } {
  let text = '';
  let tabular = false;
  let previous: Run | undefined;
  for (const run of runs) {
    if (previous) {
      const gap = run.x0 - previous.x1;
      if (gap > cellGap * size) {
        text = `${text.trimEnd()}\t`;
        tabular = true;
      } else if (needsSpace(previous, run, gap, size)) text += ' ';
    }
    text += run.text;
    previous = run;
  }
  return tidied(text, tabular);
}

function tidied(text: string, tabular: boolean): { text: string; tabular: boolean } {
  if (text.includes('  ')) text = text.replace(/ {2,}/g, ' ');
  if (text.includes(negation)) text = text.replaceAll(negated, `$1${negation}`);
  const withoutLeaders = text.includes('..') || text.includes('. .') ? text.replace(/ ?(?:\. ?){5,}\t?/g, '\t') : text;
  return { text: withoutLeaders.trim(), tabular: tabular || withoutLeaders !== text };
}

/** TeX draws a stroke and then the sign that it goes through; Unicode has it the other way round. */
const negation = '\u0338';
const negated = /(?<![=<>≤≥∈∋⊂⊃⊆⊇≡∼≈])\u0338\s?(\S)/gu;

function needsSpace({ text: before }: Run, run: Run, gap: number, size: number): boolean {
  if (/\s/.test(before.slice(-1)) || /^(?!\u0338)[\s\p{M}]/u.test(run.text)) return false;
  if (joinsWithoutSpace(before, run.text)) return false;
  return run.spaced ? gap > 0.02 * size : gap > narrowSpace * size;
}

function fromLeft(runs: readonly Run[]): readonly Run[] {
  return runs.every((run, index) => index === 0 || isBefore(runs[index - 1], run)) ? runs : [...runs].sort((a, b) => a.x0 - b.x0 || a.order - b.order);
}

/** Most lines are drawn from left to right, and need no sorting. */
const isBefore = (run: Run | undefined, next: Run) => run === undefined || run.x0 < next.x0 || (run.x0 === next.x0 && run.order < next.order);

const rounded = ({ size }: Run) => Math.round(size * 10) / 10;

function dominantSize(runs: readonly Run[]): number {
  const [first] = runs;
  if (first && runs.every((run) => run.size === first.size)) return rounded(first);
  const chars = new Map<number, number>();
  for (const run of runs) chars.set(rounded(run), (chars.get(rounded(run)) ?? 0) + run.text.length);
  return [...chars].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

/** The middle value, 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
