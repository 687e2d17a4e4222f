import bidiFactory from 'bidi-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inReadingOrder } from './reading-order.ts';

const bidi = bidiFactory();

/** A line as a page shows it, from left to right, by the Unicode Bidirectional Algorithm. */
function shown(text: string, direction: 'rtl' | 'ltr', asShown: boolean): string[] {
  const levels = bidi.getEmbeddingLevels(text, direction);
  return bidi.getReorderedIndices(text, levels).map((place) => {
    const character = text.charAt(place);
    return asShown && (levels.levels[place] ?? 0) % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
  });
}

function read(pieces: readonly string[], direction: 'rtl' | 'ltr', asShown: boolean): string {
  const line = pieces.map((text) => ({ text }));
  return inReadingOrder(line, { rtl: direction === 'rtl', asShown })
    .map(({ text }) => text)
    .join('');
}

const fromRight = [
  '1. התא הוא יחידת המבנה והתפקוד הבסיסית.',
  'קרום התא (cell membrane) מפריד, ועוביו כ-7.5 ננומטר.',
  'בשנת 1665 גילה רוברט הוק (Robert Hooke) את התאים.',
  'היחס הוא 3:1, כלומר 75% מהתא; הטמפרטורה ירדה ל-40°C.',
  'הפונקציה print() מדפיסה; ראו גם את Python 3.12 ואת f(x).',
  'מלחמת העולם השנייה (1939-1945) הייתה ב-12/05/2021, עמודים 12-15',
  'הספר "The Origin of Species" מאת דרווין פורסם ב-24 בנובמבר.',
  'תקליטור אובונטו 5.10 "Breezy Badger"',
  'נפח של 5 ml ואורך של 12 cm בלבד',
  'שלב 3 (סופי)',
  'ينتج «التنفس الخلوي» جزيئات ATP.',
  'كانت الحرب العالمية الثانية (1939-1945) في ١٢/٠٥/٢٠٢١ بنسبة 75%.',
  'کلید ۴۰/۱۲۸ بیتی WEP (Hex یا ASCII) در سال ۱۹۹۵-۲۰۱۱',
  '[الخلية] و {النواة} و <الغشاء>',
];
const fromLeft = ['The word שלום means peace, and תורה (law) is another.', 'Two words, שלום עולם, and one more: كتاب (book) 5.', 'In 1948 the paper הארץ, “the land”, had 4 pages.'];

describe('a line is read as it was written', () => {
  for (const text of fromRight) {
    test(text, () => {
      expect([true, false].map((asShown) => read(shown(text, 'rtl', asShown), 'rtl', asShown))).toEqual([text, text]);
    });
  }
  for (const text of fromLeft) {
    test(text, () => {
      expect([true, false].map((asShown) => read(shown(text, 'ltr', asShown), 'ltr', asShown))).toEqual([text, text]);
    });
  }

  test('where typesetters do not follow the algorithm, and set words in the order of the line around them', () => {
    expect(read(['\\', 'u', 's', 'e', ' ', 'א', 'ב'], 'rtl', true)).toBe('בא \\use');
    expect(read(['4', ':', ' ', 'א'], 'rtl', true)).toBe('א 4:');
    expect(read(['א', ',', ' ', 'ב', ',', ' ', 'a'], 'ltr', true)).toBe('א, ב, a');
  });
});

test('whatever words make a line, what is read of it would be shown as it was', () => {
  const word = fc.oneof(fc.constantFrom('אור', 'ים', 'נור', 'في'), fc.constantFrom('cell', 'DNA'), fc.integer({ min: 0, max: 9999 }).map(String), fc.constantFrom('3.5', '50%', '12-15'));
  const sentence = fc.tuple(fc.constantFrom('שלום', 'سلام'), fc.array(word, { maxLength: 9 })).map(([first, words]) => [first, ...words].join(' '));
  fc.assert(
    fc.property(sentence, fc.constantFrom('rtl', 'ltr'), (text, direction) => {
      const line = shown(text, direction, true);
      expect(shown(read(line, direction, true), direction, true).join('')).toBe(line.join(''));
    }),
    { numRuns: 500 },
  );
});
