import { limits as productLimits } from '@studywright/core';
import type { ExtractedPage, Heading } from '@studywright/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composePages } from './compose.ts';
import type { DraftPage } from './formats/format.ts';
import { cutPassages } from './passages.ts';

const limits = { ...productLimits.ingest, maxPages: 100, maxChars: 1_000_000 };

const block = fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 400 }), level: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }) });
const draft: fc.Arbitrary<DraftPage[]> = fc.array(
  fc.record({ blocks: fc.array(fc.oneof(block, fc.record({ text: fc.string({ unit: fc.constantFrom('a', 'é', '。', '. ', '\n', '\u0000', '\uD83D', '😀', ' '), maxLength: 4000 }) })).map(({ text, ...rest }) => ({ text, ...('level' in rest && rest.level !== undefined ? { level: rest.level } : {}) })) ) }),
  { maxLength: 5 },
);

test('every heading and passage slices back out of its page, in reading order', () => {
  fc.assert(
    fc.property(draft, (drafts) => {
      const { pages, headings } = composePages(drafts, limits);
      const passages = cutPassages(pages, headings);
      for (const { page, start, end, text } of [...headings, ...passages]) expect(pages[page - 1]?.text.slice(start, end)).toBe(text);
      for (const { text } of passages) expect(text.isWellFormed() && text === text.trim() && text.length <= 1500).toBe(true);
      const places = passages.map(({ page, start }) => page * 1e9 + start);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

test('passages and headings hold all text of a page between them', () => {
  fc.assert(
    fc.property(draft, (drafts) => {
      const { pages, headings } = composePages(drafts, limits);
      const covered = [...headings, ...cutPassages(pages, headings)].sort((a, b) => a.page - b.page || a.start - b.start);
      for (const page of pages) {
        const held = covered.filter((part) => part.page === page.number).map((part) => part.text).join('');
        expect(held.replace(/\s/g, '')).toBe(page.text.replace(/\s/g, ''));
      }
    }),
  );
});

const page = (text: string): ExtractedPage => ({ number: 1, text, ocr: false });

test('a passage knows the headings above it, until one of the same or a higher level', () => {
  const text = 'Cells\n\nMembrane\n\nIt parts.\n\nNucleus\n\nIt leads.\n\nTissues\n\nThey join.';
  const heading = (of: string, level: number): Heading => ({ page: 1, start: text.indexOf(of), end: text.indexOf(of) + of.length, level, text: of });
  const passages = cutPassages([page(text)], [heading('Cells', 1), heading('Membrane', 2), heading('Nucleus', 2), heading('Tissues', 1)]);
  expect(passages.map(({ text: of, path }) => [of, path])).toEqual([
    ['It parts.', ['Cells', 'Membrane']],
    ['It leads.', ['Cells', 'Nucleus']],
    ['They join.', ['Tissues']],
  ]);
});

test('a long paragraph is cut after sentences, and one without any at spaces', () => {
  const sentence = 'The heart pumps blood through the body with every beat. ';
  const cut = cutPassages([page(sentence.repeat(60).trim())], []);
  expect(cut.length).toBeGreaterThan(1);
  expect(cut.every(({ text }) => text.endsWith('beat.'))).toBe(true);
  const words = cutPassages([page('word '.repeat(2000).trim())], []);
  expect(words.every(({ text }) => text.startsWith('word') && text.endsWith('word'))).toBe(true);
});
