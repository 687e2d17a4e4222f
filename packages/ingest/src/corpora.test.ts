/**
 * Figures on real material, which is not part of this repository: set STUDYWRIGHT_CORPORA to the folder that holds it. The
 * same figures for all of it: `studywright evaluate extraction`; docs/quality.md defines them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findCases, headingsIn } from './evaluate/cases.ts';
import type { Case } from './evaluate/cases.ts';
import { measure } from './evaluate/measure.ts';
import type { Measuring, Row } from './evaluate/measure.ts';
import { createReader } from './reader.ts';
import { readWhole } from './whole.ts';

const corpora = process.env['STUDYWRIGHT_CORPORA'] ?? '';

/** What no change may fall short of. */
interface Floor {
  files: RegExp;
  wer?: number;
  bag?: number;
  bigrams?: number;
  headings?: number;
  peer?: number;
}

const floors: readonly Floor[] = [
  { files: /\/chapter\.pdf$/, wer: 0.01, headings: 1 },
  { files: /\/twocolumn\.pdf$/, wer: 0.02, headings: 1 },
  { files: /\/slides\.pdf$/, wer: 0.02 },
  { files: /\/chapter\.docx$/, wer: 0.005, headings: 0.9 },
  { files: /\/slides\.pptx$/, wer: 0.005 },
  { files: /scan-clean\.pdf$/, wer: 0.005 },
  { files: /scan-degraded\.pdf$/, wer: 0.01 },
  { files: /scan-hard\.pdf$/, wer: 0.4 },
  { files: /8087_054\.3B\.tif$/, wer: 0.1 },
  { files: /phototest\.tif$|testocr\.png$|simple-90\.jpg$/, wer: 0 },
  { files: /\/chapter\.md$/, wer: 0 },
  { files: /install\.en\.pdf$/, bag: 0.986 },
  { files: /install\.ja\.pdf$/, bigrams: 0.97 },
  { files: /multi_page|code_and_formula|multicolumn|pdflatex|senate|noembed|empty-password/, peer: 0.995 },
];

if (corpora !== '') {
  const files = readdirSync(corpora, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(corpora, join(entry.parentPath, entry.name)));
  const listing: unknown = files.includes('MANIFEST.json') ? JSON.parse(readFileSync(join(corpora, 'MANIFEST.json'), 'utf8')) : undefined;
  const cases = findCases(files, listing);
  const text = (file: string) => readFile(join(corpora, file), 'utf8');
  const reader = createReader({ languages: ['eng', 'deu'], pictures: 1 });
  afterAll(() => reader.close());
  const measuring: Measuring = {
    read: ({ file }) => readWhole(join(corpora, file), { reader, fileName: basename(file) }),
    text,
    headings: async (file) => headingsIn(await text(file)),
    clock: () => 0,
    metered: async (run) => ({ value: await run(), usage: { cpuSeconds: null, peakMb: null } }),
  };
  const rowOf = (one: Case): Promise<Row> => measure(one, measuring);

  describe('on the corpora', () => {
    const floored = cases.flatMap((one) => floors.filter((floor) => floor.files.test(one.file)).map((floor) => ({ ...floor, one, file: one.file })));

    test.each(floored)('$file', async ({ one, wer, bag, bigrams, headings, peer }) => {
      const row = await rowOf(one);
      expect(row.error).toBeNull();
      if (wer !== undefined) expect(row.wer).toBeLessThanOrEqual(wer);
      if (bag !== undefined) expect(row.bag?.f1).toBeGreaterThanOrEqual(bag);
      if (bigrams !== undefined) expect(row.bigrams?.f1).toBeGreaterThanOrEqual(bigrams);
      if (headings !== undefined) expect(row.headings?.f1).toBeGreaterThanOrEqual(headings);
      if (peer !== undefined) expect(row.peerRecall).toBeGreaterThanOrEqual(peer);
    });

    test.each(cases.filter(({ exact }) => exact))('$file: the very same characters', async (one) => {
      expect(await rowOf(one)).toMatchObject({ exact: true, ok: true });
    });

    test.each(cases.filter(({ hostile, expected }) => hostile || expected !== undefined))('$file: text without harm, or a clear refusal', async (one) => {
      expect(await rowOf(one)).toMatchObject({ ok: true, why: null });
    });

    test.each([
      ['right_to_left_01.pdf', 'تحسين الإنتاجية وحل المشكلات من خلال البرمجة بلغة R وPython'],
      ['noembed-sjis.pdf', 'あいうえお'],
    ])('%s: in logical order', async (name, phrase) => {
      const one = cases.find(({ file }) => basename(file) === name);
      expect(one).toBeDefined();
      if (one) expect(await rowOf({ ...one, contains: [phrase] })).toMatchObject({ missing: [], error: null });
    });
  });
}
