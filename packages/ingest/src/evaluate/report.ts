/** The report as text: a table of rows, what is not as expected, and the groups. */
import type { Row } from './measure.ts';
import type { Baseline, Group } from './summary.ts';

const share = (value: number | null | undefined) => (value == null ? '' : value.toFixed(4));
const whole = (value: number | null) => (value === null ? '' : Math.round(value).toString());
const tenths = (value: number | null) => (value === null ? '' : value.toFixed(1));

const rowHead = ['file', 'pages', 'words', 'WER', 'words F1', 'bigram F1', 'exact', 'headings F1', 'peer recall', 's', 'pages/CPU-s', 'MB', 'outcome'];

function cellsOf(row: Row, width: number): string[] {
  const { error, pages, cpuSeconds } = row;
  const speed = pages !== null && cpuSeconds !== null && cpuSeconds > 0 ? pages / cpuSeconds : null;
  const outcome = error ? error.code : row.ocrPages > 0 ? `read, ${row.ocrPages} by OCR` : 'read';
  const exact = row.exact === null ? '' : row.exact ? 'yes' : 'no';
  const figures = [whole(pages), whole(row.words), share(row.wer), share(row.bag?.f1), share(row.bigrams?.f1), exact, share(row.headings?.f1), share(row.peerRecall)];
  return [ending(row.file, width), ...figures, row.seconds.toFixed(2), tenths(speed), whole(row.peakMb), row.ok ? outcome : `${outcome}: NOT AS EXPECTED`];
}

/** The end of a path says more than its beginning. */
function ending(path: string, width: number): string {
  const plain = path.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return plain.length <= width ? plain : `…${plain.slice(1 - width)}`;
}

const groupHead = ['group', 'files', 'as expected', 'pages', 's', 'pages/CPU-s', 'WER', 'words F1', 'bigram F1', 'exact', 'headings F1', 'peer recall', 'MB'];

function groupCells(one: Group): string[] {
  const exact = one.exact === null ? '' : `${one.exact.same}/${one.exact.of}`;
  const name = one.by === 'format' ? `.${one.name}` : one.name;
  return [name, String(one.files), String(one.ok), String(one.pages), tenths(one.seconds), tenths(one.pagesPerCpuSecond), share(one.wer), share(one.bagF1), share(one.bigramF1), exact, share(one.headingF1), share(one.peerRecall), whole(one.peakMb)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]) => cells.map((cell, at) => (at === 0 || at === 12 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ').trimEnd();
  return [head, ...rows].map(line);
}

export function reportText(rows: readonly Row[], groups: readonly Group[], baselines: ReadonlyMap<string, readonly Baseline[]>): string {
  const beside = rows.flatMap((row) => (baselines.get(row.file) ?? []).map((one) => besideCells(row, one)));
  const off = rows.filter(({ ok }) => !ok);
  return [
    ...table(rowHead, rows.map((row) => cellsOf(row, 56))),
    '',
    ...table(groupHead, groups.map(groupCells)),
    ...(beside.length === 0 ? [] : ['', ...table(['beside other programs', 'WER', 'theirs', 'words F1', 'theirs', 'bigram F1', 'theirs', 'program'], beside)]),
    ...(off.length === 0 ? [] : ['', 'Not as expected:', ...off.map(({ file, why, error }) => `  ${ending(file, 200)}: ${why ?? ''}${error ? ` (${error.detail})` : ''}`)]),
  ].join('\n');
}

function besideCells(row: Row, { tool, wer, bagF1, bigramF1 }: Baseline): string[] {
  return [ending(row.file, 56), share(row.wer), share(wer), share(row.bag?.f1), share(bagF1), share(row.bigrams?.f1), share(bigramF1), tool];
}
