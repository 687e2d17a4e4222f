import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyse } from '../analysis.ts';
import { gatherMaterial } from './material.ts';
import { summarise } from './summary.ts';

/** Chapters with the summaries that their authors wrote, where a folder of them is named: a folder each, with `chapter.txt` and `gold.json`. */
const folder = process.env['STUDYWRIGHT_CORPORA'];
const textbook = folder === undefined ? '' : join(folder, 'textbook');
const chapters = existsSync(textbook) ? readdirSync(textbook).filter((name) => existsSync(join(textbook, name, 'gold.json'))) : [];

const goldSchema = z.object({ summary: z.array(z.object({ text: z.string() })) });

function readChapter(name: string): SourceDocument {
  const source: SourceDocument = { title: name, mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [], headings: [], passages: [] };
  let text = '';
  for (const block of readFileSync(join(textbook, name, 'chapter.txt'), 'utf8').split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean)) {
    const start = text === '' ? 0 : text.length + 2;
    text = text === '' ? block : `${text}\n\n${block}`;
    source.passages.push({ page: 1, start, end: start + block.length, text: block, path: [] });
  }
  source.pages.push({ number: 1, text, ocr: false });
  return source;
}

const words = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** ROUGE-N recall (Lin 2004), without stemming, function words included, of a candidate cut to the length of the reference. */
function rouge(n: number, candidate: string[], reference: string[]): number {
  const grams = (list: string[]) => {
    const counts = new Map<string, number>();
    for (let at = 0; at + n <= list.length; at++) {
      const gram = list.slice(at, at + n).join(' ');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    return counts;
  };
  const found = grams(candidate.slice(0, reference.length));
  const wanted = [...grams(reference)];
  return wanted.reduce((sum, [gram, count]) => sum + Math.min(count, found.get(gram) ?? 0), 0) / wanted.reduce((sum, [, count]) => sum + count, 0);
}

describe.runIf(chapters.length > 0)('chapters with summaries', () => {
  it('are summarised in much the same words, at the same length', { timeout: 120_000 }, async () => {
    const [one, two]: number[][] = [[], []];
    for (const name of chapters) {
      const gold = words(goldSchema.parse(JSON.parse(readFileSync(join(textbook, name, 'gold.json'), 'utf8'))).summary.map(({ text }) => text).join('\n'));
      const source = readChapter(name);
      const material = gatherMaterial(source, await analyse(source), null);
      const made = words(summarise(material, gold.length).flatMap(({ sentences }) => sentences.map(({ text }) => text)).join('\n'));
      one?.push(rouge(1, made, gold));
      two?.push(rouge(2, made, gold));
    }
    const mean = (values: number[] = []) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(one)).toBeGreaterThan(0.53);
    // What a release must reach; which of two like sentences is taken moves it by some thousandths.
    expect(mean(two)).toBeGreaterThan(0.17);
  });
});
