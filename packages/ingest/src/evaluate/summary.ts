/** Rows together: by format, by folder, and beside what other programs reach. */
import { posix } from 'node:path';
import { z } from 'zod';
import type { Row } from './measure.ts';

export interface Group {
  by: 'format' | 'folder' | 'all';
  name: string;
  files: number;
  /** Whose outcome is as expected. */
  ok: number;
  pages: number;
  seconds: number;
  /** Over files that were read and whose cost is known. */
  pagesPerCpuSecond: number | null;
  /** All errors over all words of the gold texts, so that a long document counts for more. */
  wer: number | null;
  /** Means over files. */
  bagF1: number | null;
  bigramF1: number | null;
  headingF1: number | null;
  peerRecall: number | null;
  exact: { same: number; of: number } | null;
  peakMb: number | null;
}

export function summarize(rows: readonly Row[]): Group[] {
  const groups = [group('all', 'all', rows)];
  for (const [name, of] of grouped(rows, ({ format }) => format)) groups.push(group('format', name, of));
  for (const [name, of] of grouped(rows, ({ file }) => posix.dirname(file))) groups.push(group('folder', name, of));
  return groups;
}

function grouped(rows: readonly Row[], key: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en'));
}

function group(by: Group['by'], name: string, rows: readonly Row[]): Group {
  const costed = rows.filter(({ cpuSeconds, pages }) => cpuSeconds !== null && pages !== null);
  const cpu = sum(costed.map(({ cpuSeconds }) => cpuSeconds ?? 0));
  const counted = rows.filter(({ wer }) => wer !== null);
  const goldWords = sum(counted.map((row) => row.goldWords ?? 0));
  const exact = rows.filter((row) => row.exact !== null);
  const peaks = known(rows.map(({ peakMb }) => peakMb));
  return {
    by,
    name,
    files: rows.length,
    ok: rows.filter(({ ok }) => ok).length,
    pages: sum(rows.map(({ pages }) => pages ?? 0)),
    seconds: sum(rows.map(({ seconds }) => seconds)),
    pagesPerCpuSecond: cpu > 0 ? sum(costed.map(({ pages }) => pages ?? 0)) / cpu : null,
    wer: goldWords === 0 ? null : sum(counted.map((row) => (row.wer ?? 0) * (row.goldWords ?? 0))) / goldWords,
    bagF1: mean(rows.map(({ bag }) => bag?.f1 ?? null)),
    bigramF1: mean(rows.map(({ bigrams }) => bigrams?.f1 ?? null)),
    headingF1: mean(rows.map(({ headings }) => headings?.f1 ?? null)),
    peerRecall: mean(rows.map(({ peerRecall }) => peerRecall)),
    exact: exact.length === 0 ? null : { same: exact.filter((row) => row.exact === true).length, of: exact.length },
    peakMb: peaks.length === 0 ? null : Math.max(...peaks),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

function mean(values: readonly (number | null)[]): number | null {
  const counted = known(values);
  return counted.length === 0 ? null : sum(counted) / counted.length;
}

const figure = z.number().nullish().catch(null);
const baseline = z.looseObject({ file: z.string(), tool: z.string().catch('another program'), wer: figure, bow_f1: figure, char_bigram_f1: figure });
const baselines = z.union([z.looseObject({ extraction: z.array(z.unknown()) }).transform(({ extraction }) => extraction), z.array(z.unknown())]);

export interface Baseline {
  tool: string;
  wer: number | null;
  bagF1: number | null;
  bigramF1: number | null;
}

/**
 * What other programs reach on the same files.
 * @param value what `BASELINES.json` holds, parsed: `extraction` is a list of `{ file, tool, wer, bow_f1, char_bigram_f1 }`
 */
export function baselinesOf(value: unknown, rows: readonly Row[]): Map<string, Baseline[]> {
  const parsed = baselines.safeParse(value);
  const all = (parsed.success ? parsed.data : []).flatMap((item) => {
    const read = baseline.safeParse(item);
    return read.success ? [read.data] : [];
  });
  return new Map(
    rows.flatMap(({ file }) => {
      const same = all.filter((one) => `/${file}`.endsWith(`/${one.file}`));
      return same.length === 0 ? [] : [[file, same.map(({ tool, wer = null, bow_f1: bagF1 = null, char_bigram_f1: bigramF1 = null }) => ({ tool, wer, bagF1, bigramF1 }))]];
    }),
  );
}
