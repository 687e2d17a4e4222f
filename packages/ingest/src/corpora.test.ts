/**
 * Figures on real material, which is not part of this repository: set STUDYWRIGHT_CORPORA to the folder that holds it.
 * Words are compared after NFKC in lower case, with hyphens at line ends joined.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError, limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { extract } from './extract.ts';
import { extractInProcess } from './process.ts';

const corpora = process.env['STUDYWRIGHT_CORPORA'] ?? '';
const read = (path: string) => extract(readFileSync(join(corpora, path)), { fileName: basename(path), limits: limits.ingest });
const list = (folder: string) => readdirSync(join(corpora, folder)).map((name) => join(folder, name));

const wordsOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/-\s*\n\s*/g, '').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];

/** Insertions, deletions and replacements per word of the gold text. */
function wordErrorRate(found: readonly string[], gold: readonly string[]): number {
  let row = Uint32Array.from({ length: gold.length + 1 }, (_, index) => index);
  for (const [index, word] of found.entries()) {
    const next = new Uint32Array(gold.length + 1);
    next[0] = index + 1;
    for (let at = 1; at <= gold.length; at += 1) {
      const same = (row[at - 1] ?? 0) + (word === gold[at - 1] ? 0 : 1);
      next[at] = Math.min(same, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1);
    }
    row = next;
  }
  return (row[gold.length] ?? 0) / gold.length;
}

/** Pairs of neighbouring characters that both texts have, as F1; for scripts without spaces. */
function bigramF1(found: string, gold: string): number {
  const pairs = (text: string) => {
    const chars = text.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');
    const counts = new Map<string, number>();
    for (let at = 0; at + 1 < chars.length; at += 1) counts.set(chars.slice(at, at + 2), (counts.get(chars.slice(at, at + 2)) ?? 0) + 1);
    return { counts, total: Math.max(0, chars.length - 1) };
  };
  const [a, b] = [pairs(found), pairs(gold)];
  let shared = 0;
  for (const [pair, count] of a.counts) shared += Math.min(count, b.counts.get(pair) ?? 0);
  return (2 * shared) / (a.total + b.total);
}

const gold = (path: string) => readFileSync(join(corpora, path), 'utf8');
const textOf = async (path: string) => (await read(path)).pages.map((page) => page.text).join('\n\n');

test('the measures count as they should', () => {
  expect(wordErrorRate(wordsOf('The knee-\njerk reflex'), wordsOf('the KNEEJERK reflex'))).toBe(0);
  expect(wordErrorRate(['a', 'c', 'd', 'e'], ['a', 'b', 'c', 'd'])).toBe(0.5);
  expect(bigramF1('あいう', 'あいえ')).toBe(0.5);
});

if (corpora !== '') describe('on the corpora', () => {
  const typeset = list('typeset');
  // Where a slide holds more than fits on it, the PDF lacks what is below its edge: that much is out of reach.
  const cut = new Set(['psychology-ch08-memory']);
  const files = typeset.flatMap((folder) => [
    { path: `${folder}/chapter.pdf`, against: `textbook/${basename(folder)}/chapter.txt`, most: 0.01 },
    { path: `${folder}/twocolumn.pdf`, against: `textbook/${basename(folder)}/chapter.txt`, most: 0.02 },
    { path: `${folder}/slides.pdf`, against: `${folder}/slides.gold.txt`, most: cut.has(basename(folder)) ? 0.05 : 0.02 },
  ]);

  test.each(files.filter(({ path }) => existsSync(join(corpora, path))))('$path: words', { timeout: 60_000 }, async ({ path, against, most }) => {
    expect(wordErrorRate(wordsOf(await textOf(path)), wordsOf(gold(against)))).toBeLessThanOrEqual(most);
  });

  test.each(typeset)('%s: headings', async (folder) => {
    const wanted = [...gold(`textbook/${basename(folder)}/chapter.md`).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => wordsOf(title).join(' '));
    const found = (await read(`${folder}/chapter.pdf`)).headings.map(({ text }) => wordsOf(text).join(' '));
    expect(found).toEqual(wanted);
  });

  test('a guide in Japanese', async () => {
    expect(bigramF1(await textOf('documents/pdf/debian-install.ja.pdf'), gold('documents/pdf/debian-install.ja.gold.txt'))).toBeGreaterThanOrEqual(0.97);
  });

  test('Arabic in logical order, and a font with an Asian code table', async () => {
    expect(await textOf('documents/pdf/right_to_left_01.pdf')).toContain('تحسين الإنتاجية وحل المشكلات من خلال البرمجة بلغة R وPython');
    expect(await textOf('documents/pdf/noembed-sjis.pdf')).toBe('あいうえお');
  });

  test.each(['enc-fr-cp1252', 'enc-ja-shift_jis', 'enc-ja-utf-16'])('%s: the very same text', async (name) => {
    const same = await read(`documents/other/${name}.gold.utf8.txt`);
    expect((await read(`documents/other/${name}.txt`)).pages).toEqual(same.pages);
  });

  test.each([...list('hostile'), ...list('documents/pdf'), ...list('documents/other')])('%s: text without harm, or a clear refusal', { timeout: 30_000 }, async (path) => {
    const outcome = await extractInProcess(join(corpora, path), { fileName: basename(path), limits: limits.ingest }).catch((error: unknown) => error);
    const said = outcome instanceof AppError ? outcome.code : JSON.stringify(outcome);
    expect(said).toMatch(/^(?:BAD_INPUT|UNSUPPORTED|UNREADABLE|TOO_LARGE)$|^\{"title":/);
    expect(said).not.toMatch(/\\u0000|root:x:0/);
  });
});
