import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePassages, similarEnough, similarity } from './compare.ts';
import { findQuote, findQuotes } from './quotes.ts';

const word = fc.stringMatching(/^[a-zäßé]{1,8}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));
const passages = fc.array(sentence, { maxLength: 30 });
const space = fc.constantFrom(' ', '\n', '  ', '\t', '\u00a0');

describe('comparing passages', () => {
  it('tells what stayed, what was rewritten and what is gone', () => {
    const before = ['A cell is the smallest unit of life.', 'A membrane is a thin layer that keeps two spaces apart.', 'Beer was invented twice.'];
    const after = ['A membrane is a thin layer that keeps three spaces apart.', 'Something new altogether.', 'A cell is the\nsmallest unit of  life.'];
    expect(comparePassages(before, after)).toEqual([{ kind: 'same', to: 2 }, { kind: 'changed', to: 0, similarity: expect.closeTo(0.909, 3) }, { kind: 'gone' }]);
  });

  it('takes for changed no passage that is another one, unchanged', () => {
    const before = ['The word red stands for stop.', 'The word green stands for go.'];
    expect(comparePassages(before, [before[1] ?? ''])).toEqual([{ kind: 'gone' }, { kind: 'same', to: 0 }]);
  });

  it('finds everything again in any order and any spacing', () => {
    fc.assert(
      fc.property(passages, fc.infiniteStream(space), fc.infiniteStream(fc.nat()), (before, spaces, order) => {
        const after = before
          .map((text) => ({ text: text.replace(/ /g, () => spaces.next().value ?? ' '), at: order.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ text }) => text);
        const plain = (text: string | undefined) => text?.replace(/\s+/g, ' ');
        for (const [index, fate] of comparePassages(before, after).entries()) {
          expect(fate.kind).toBe('same');
          if (fate.kind === 'same') expect(plain(after[fate.to])).toBe(plain(before[index]));
        }
      }),
    );
  });

  it('gives each passage one fate that is true of it, whatever the two versions are', () => {
    fc.assert(
      fc.property(passages, passages, (before, after) => {
        const fates = comparePassages(before, after);
        expect(fates).toHaveLength(before.length);
        const same = new Set(fates.flatMap((fate) => (fate.kind === 'same' ? [fate.to] : [])));
        for (const [index, fate] of fates.entries()) {
          if (fate.kind === 'same') expect(after[fate.to]).toBe(before[index]);
          else expect(after).not.toContain(before[index]);
          if (fate.kind !== 'changed') continue;
          expect(same).not.toContain(fate.to);
          expect(fate.similarity).toBeCloseTo(similarity(before[index] ?? '', after[fate.to] ?? ''));
          expect(fate.similarity).toBeGreaterThanOrEqual(similarEnough);
        }
      }),
    );
  });

  it('misses no passage of which most words stayed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 6, maxLength: 25 }), passages, fc.nat(), (words, others, at) => {
        const rewritten = words.with(at % words.length, '0').join(' ');
        const fates = comparePassages([words.join(' ')], [...others, rewritten]);
        expect(fates[0]?.kind).not.toBe('gone');
      }),
    );
  });

  it('is as similar one way as the other', () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        expect(similarity(one, other)).toBe(similarity(other, one));
        expect(similarity(one, one)).toBe(1);
      }),
    );
    expect(similarity('細胞は生命の単位です。', '細胞は生物の単位です。')).toBeCloseTo(0.9);
  });
});

describe('finding quotes again', () => {
  it('finds the words through other line breaks, nearest to where they stood', () => {
    const text = 'One cell.\nA cell\nis a room. A cell is a room.';
    expect(findQuote(text, 'A cell is a room.', 30)).toEqual({ start: 28, end: 45 });
    expect(findQuote(text, 'A cell is a room.', 0)).toEqual({ start: 10, end: 27 });
    expect(findQuote(text, 'A cell is a house.')).toBeNull();
  });

  it('gives a stretch that says what the quote says, for any piece of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '😀'), maxLength: 80 }), { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), fc.nat(), (texts, which, from, length) => {
        const text = texts[which % texts.length] ?? '';
        const start = text.length === 0 ? 0 : from % text.length;
        const quote = text.slice(start, start + 1 + (length % 40));
        const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
        const [place] = findQuotes(texts, [quote]);
        if (plain(quote) === '') {
          expect(place).toBeNull();
          return;
        }
        expect(plain((texts[place?.in ?? -1] ?? '').slice(place?.start, place?.end))).toBe(plain(quote));
        const found = findQuote(text, quote, start);
        expect(plain(text.slice(found?.start, found?.end))).toBe(plain(quote));
      }),
    );
  });

  it('finds nothing that is not there', () => {
    expect(findQuotes(['A cell is the smallest unit of life.', ''], ['A cell is the smallest unit of love.', 'cell', 'membrane', ' '])).toEqual([null, { in: 0, start: 2, end: 6 }, null, null]);
  });
});
