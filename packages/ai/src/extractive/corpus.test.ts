import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '@studywright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeAll } from '../scorecard/draft-all.ts';
import { readGold } from '../scorecard/gold.ts';
import { figuresOf, pool, scoreChapter } from '../scorecard/score.ts';
import type { Score } from '../scorecard/score.ts';
import { createExtractiveModel } from './index.ts';

/**
 * Chapters of open textbooks with the glossaries that their authors wrote, where a folder of them is named: the figures
 * that the engine has to hold. A chapter is a folder with `chapter.txt` and `gold.json`.
 */
const folder = process.env['STUDYWRIGHT_CORPORA'];
const textbook = folder === undefined ? '' : join(folder, 'textbook');
const chapters = existsSync(textbook) ? readdirSync(textbook).filter((name) => existsSync(join(textbook, name, 'gold.json'))) : [];

function readChapter(name: string): SourceDocument {
  const source: SourceDocument = { title: name, mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [], headings: [], passages: [] };
  let page = '';
  const text = readFileSync(join(textbook, name, 'chapter.txt'), 'utf8');
  for (const block of text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean)) {
    const start = page === '' ? 0 : page.length + 1;
    page = page === '' ? block : `${page}\n${block}`;
    source.passages.push({ page: source.pages.length + 1, start, end: start + block.length, text: block, path: [] });
    if (page.length > 3000) {
      source.pages.push({ number: source.pages.length + 1, text: page, ocr: false });
      page = '';
    }
  }
  if (page !== '') source.pages.push({ number: source.pages.length + 1, text: page, ocr: false });
  return source;
}

describe.runIf(chapters.length > 0)('chapters with glossaries', () => {
  const scores: Score[] = [];
  const figures = () => figuresOf(pool(scores));

  beforeAll(async () => {
    for (const name of chapters) {
      const source = readChapter(name);
      const gold = readGold(JSON.parse(readFileSync(join(textbook, name, 'gold.json'), 'utf8')), source.pages.map(({ text }) => text).join('\n'));
      scores.push(scoreChapter(source, gold, await makeAll(createExtractiveModel(), source, gold, new AbortController().signal, () => 0)));
    }
  }, 120_000);

  it('ranks their terms first', () => {
    expect(figures().keyTermRPrecision).toBeGreaterThan(0.62);
    expect(figures().keyTermCappedRecallAt50).toBeGreaterThan(0.7);
  });
  it('says of them what the glossary says', () => {
    expect(figures().definitionF1).toBeGreaterThan(0.395);
    expect(figures().definitionShare).toBeGreaterThan(0.34);
  });
  it('asks each thing once, in words that stand alone, and quotes all it makes', () => {
    expect(figures().grounded).toBe(1);
    expect(figures().rouge1).toBeGreaterThan(0.5);
    expect(figures().rouge2).toBeGreaterThan(0.17);
    expect(figures().duplicates).toBeLessThan(0.02);
    expect(figures().selfContained).toBeGreaterThan(0.95);
  });
  it('never shows the right option by its length or place', () => {
    expect(figures().questions).toBeGreaterThan(300);
    expect(figures().longestRight).toBeLessThan(0.05);
    expect(figures().positionP).toBeGreaterThan(0.05);
  });
});
