import type { SourceDocument } from '@studywright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ground } from './grounding.ts';
import { locate, nowhere } from './locate.ts';

function page(text: string): SourceDocument {
  return { title: 'Biology', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [] };
}

function find(text: string, quote: string): string | null {
  return locate(page(text), [{ page: 1, start: 0, end: text.length }], quote)?.quote ?? null;
}

const word = fc.stringMatching(/^[a-zäöüßéﬁ²]{2,9}$/u);
const words = fc.array(word, { minLength: 6, maxLength: 40 });

describe('locate', () => {
  it.each([
    ['line breaks', 'Osmosis moves water\nacross a   membrane.', 'Osmosis moves water across a membrane.'],
    ['hyphenation', 'This is photo-\nsynthesis in a leaf.', 'This is photosynthesis in a leaf.'],
    ['soft hyphens', 'This is photo\u00adsynthesis in a leaf.', 'This is photosynthesis in a leaf.'],
    ['ligatures', 'The ﬁrst eﬀect was small.', 'The first effect was small.'],
    ['quotation marks', 'He called it “the cell’s engine”, no more.', 'called it "the cell\'s engine", no more'],
    ['dashes', 'Plants — unlike fungi — make sugar.', 'Plants - unlike fungi - make sugar.'],
    ['sub- and superscripts', 'CO₂ and H₂O become sugar at 10² lux.', 'CO2 and H2O become sugar at 102 lux.'],
    ['decomposed umlauts', 'Die Blu\u0308te schu\u0308tzt die Frucht.', 'Die Blüte schützt die Frucht.'],
    ['letter case', 'the mitochondrion makes ATP', 'The mitochondrion makes ATP'],
  ])('looks past %s and gives the characters of the source', (_, text, quote) => {
    expect(text).toContain(find(text, quote));
    expect(find(text, quote)?.length).toBeGreaterThanOrEqual(quote.length - 4);
  });

  it('takes away the marks and dots that a quoting writer adds', () => {
    expect(find('Osmosis moves water across a membrane.', '“…moves water across a membrane…”')).toBe('moves water across a membrane');
  });

  it('does not find other words, a changed number, or words with a gap between them', () => {
    const text = 'The heart beats 70 times a minute and moves about 5 litres of blood.';
    expect(find(text, 'The heart beats 90 times a minute')).toBeNull();
    expect(find(text, 'The heart beats about 5 litres of blood')).toBeNull();
    expect(find(text, 'The heart … moves about 5 litres')).toBeNull();
  });

  it('does not take a scrap for a quote', () => {
    expect(find('The heart beats.', 'The')).toBeNull();
    expect(find('The heart beats.', '  ')).toBeNull();
    expect(find('The heart beats.', '…')).toBeNull();
  });

  it('looks only where it is told to', () => {
    const text = 'Osmosis moves water. Diffusion moves particles.';
    expect(locate(page(text), [{ page: 1, start: 21, end: text.length }], 'Osmosis moves water.')).toBeNull();
    expect(locate(page(text), [{ page: 2, start: 0, end: text.length }], 'Osmosis moves water.')).toBeNull();
  });

  it('prefers the place that is named first', () => {
    const text = 'Water moves by osmosis. Water moves by osmosis.';
    expect(locate(page(text), [{ page: 1, start: 24, end: 47 }, { page: 1, start: 0, end: 23 }], 'Water moves by osmosis.')?.start).toBe(24);
  });

  it('finds whatever was typeset differently, inside the span, as the source has it', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), fc.constantFrom(' ', '\n', '  ', '\u00a0', ' \n'), (all, a, b, gap) => {
        const from = a % (all.length - 4);
        const to = from + 4 + (b % (all.length - from - 3));
        const before = all.slice(0, from).join(' ');
        const inner = all.slice(from, to).join(gap);
        const text = `${before} ${inner} ${all.slice(to).join(' ')}`;
        const claimed = all.slice(from, to).join(' ').normalize('NFKC').toUpperCase();
        const found = locate(page(text), [{ page: 1, start: 0, end: text.length }], claimed);
        expect(found).not.toBeNull();
        if (!found) return;
        expect(text.slice(found.start, found.end)).toBe(found.quote);
        expect(found.quote.replaceAll(/\s/gu, '').normalize('NFKC').toUpperCase()).toBe(claimed.replaceAll(/\s/gu, ''));
      }),
    );
  });

  it('gives a true citation or none, whatever it is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(80), fc.nat(80), (text, quote, a, b) => {
        const span = { page: 1, start: Math.min(a, b), end: Math.max(a, b) };
        const found = locate(page(text), [span], quote);
        if (!found) return;
        expect(text.slice(found.start, found.end)).toBe(found.quote);
        expect(found.start).toBeGreaterThanOrEqual(span.start);
        expect(found.end).toBeLessThanOrEqual(span.end);
      }),
    );
  });
});

describe('nowhere', () => {
  it('never passes the grounding check, even for words that are on the page', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (text, quote) => {
        const source = page(text);
        const card = { type: 'basic' as const, front: 'What?', back: 'That.', topic: 'Topic', citation: nowhere(source, 1, quote) };
        expect(ground(source, { cards: [card], questions: [] }).discarded).toMatchObject([{ reason: 'quote-not-found' }]);
      }),
    );
  });
});
