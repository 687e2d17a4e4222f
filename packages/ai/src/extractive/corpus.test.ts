import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DraftCard, SourceDocument } from '@studywright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ground } from '../grounding.ts';
import { createExtractiveModel } from './index.ts';
import { termKey } from './words.ts';

/**
 * Chapters of open textbooks with the glossaries that their authors wrote, where a folder of them is named: the figures
 * that the engine has to hold. A chapter is a folder with `chapter.txt` and `gold.json`.
 */
const folder = process.env['STUDYWRIGHT_CORPORA'];
const textbook = folder === undefined ? '' : join(folder, 'textbook');
const chapters = existsSync(textbook) ? readdirSync(textbook).filter((name) => existsSync(join(textbook, name, 'gold.json'))) : [];

const goldSchema = z.object({ terms: z.array(z.object({ term: z.string(), definition: z.string(), in_body: z.boolean() })) });

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

const plain = (term: string) => termKey(term.replace(/\([^)]*\)/g, ' ').trim());
const words = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Token F1 of two texts. */
function f1(a: string, b: string): number {
  const left = words(b);
  const shared = words(a).filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return shared === 0 ? 0 : (2 * shared) / (words(a).length + words(b).length);
}

/** What a card says of a term: the back where the front asks for it, the front where it is the gap. */
function saidOf(term: string, card: DraftCard): string {
  const front = ` ${plain(card.front.replace(/[^\p{L}\p{N}\s'’-]/gu, ' '))} `;
  if (card.type === 'cloze' && plain(card.back) === term) return card.front;
  if (!front.includes(` ${term} `)) return '';
  return card.type === 'basic' ? card.back : card.front.replace('[…]', card.back);
}

describe.runIf(chapters.length > 0)('chapters with glossaries', () => {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const precision: number[] = [];
  const recall: number[] = [];
  const likeness: number[] = [];
  let questions = 0;
  let longest = 0;
  let discarded = 0;

  beforeAll(async () => {
    const call = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };
    for (const name of chapters) {
      const source = readChapter(name);
      const gold = goldSchema.parse(JSON.parse(readFileSync(join(textbook, name, 'gold.json'), 'utf8'))).terms.filter((term) => term.in_body);
      const keys = new Set(gold.map(({ term }) => plain(term)));
      const model = createExtractiveModel();
      const outline = await model.outline(source, call);
      const terms = [...new Set(outline.terms.map(plain))];
      const hits = (most: number) => terms.slice(0, most).filter((term) => keys.has(term)).length;
      precision.push(hits(keys.size) / keys.size);
      recall.push(hits(50) / Math.min(50, keys.size));
      const cards: DraftCard[] = [];
      for (const topic of outline.topics.keys()) {
        const drafts = await model.draft(source, outline, topic, call);
        cards.push(...drafts.cards);
        discarded += ground(source, drafts).discarded.length;
        for (const question of drafts.questions) {
          if (question.kind !== 'single') continue;
          const { options } = question;
          const right = options.find((option) => option.correct)?.text.length ?? 0;
          questions++;
          if (options.every((option) => option.correct || option.text.length < right)) longest++;
        }
      }
      for (const { term, definition } of gold) likeness.push(Math.max(0, ...cards.map((card) => f1(saidOf(plain(term), card), definition))));
    }
  }, 120_000);

  it('ranks their terms first', () => {
    expect(mean(precision)).toBeGreaterThan(0.6);
    expect(mean(recall)).toBeGreaterThan(0.68);
  });
  it('says of them what the glossary says', () => {
    expect(mean(likeness)).toBeGreaterThan(0.37);
    expect(likeness.filter((value) => value >= 0.5).length / likeness.length).toBeGreaterThan(0.3);
  });
  it('never shows the right option by its length, and quotes all it makes', () => {
    expect(questions).toBeGreaterThan(300);
    expect(longest / questions).toBeLessThan(0.3);
    expect(discarded).toBe(0);
  });
});
