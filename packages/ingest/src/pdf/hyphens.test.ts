import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf, vocabularyOf } from './hyphens.ts';
import type { ParagraphText } from './hyphens.ts';

const paragraph = (...lines: string[]): ParagraphText => ({ lines: lines.map((text) => ({ text })), preformatted: false });
/** The first paragraph as a document writes it that goes on with the others. */
const joined = (first: ParagraphText, ...others: ParagraphText[]) => textOf(first, vocabularyOf([first, ...others]));

describe('a word that a line end parts', () => {
  test.each([
    ['memory', paragraph('Sleep helps mem-', 'ory.'), paragraph('MEMORY is not one thing.'), 'Sleep helps memory.'],
    ['knee-jerk', paragraph('a knee-', 'jerk reflex'), paragraph('The Knee\u2010Jerk reflex'), 'a knee-jerk reflex'],
    ['two words elsewhere', paragraph('a knee-', 'jerk reflex'), paragraph('Knee and jerk'), 'a knee-jerk reflex'],
    ['a capital that is two characters in lower case', paragraph('bir i\u0307s-', 'tanbul'), paragraph('İSTANBUL, İs tanbul'), 'bir i\u0307stanbul'],
    ['a letter that is another at the end of a word', paragraph('ο λο-', 'γος'), paragraph('Ο ΛΟΓΟΣ'), 'ο λογος'],
    ['characters beyond the first 65,536', paragraph('𐐨𐐩-', '𐐪𐐫'), paragraph('𐐀𐐁-𐐂𐐃'), '𐐨𐐩-𐐪𐐫'],
    ['a part that waits for the rest', paragraph('the intra-', 'and extracellular fluid'), paragraph('cells'), 'the intra- and extracellular fluid'],
    ['the same in German', paragraph('Vor-', 'und Nachteile'), paragraph('Teile'), 'Vor- und Nachteile'],
    ['several hyphens', paragraph('from day-to-', 'day life'), paragraph('Today is a day to live'), 'from day-to-day life'],
    ['an ending that stands alone at the start of other lines', paragraph('it is record-', 'ing the sound of blood flow-', 'ing'), paragraph('a record of the flow'), 'it is recording the sound of blood flowing'],
    ['a plural of what is there', paragraph('these pace-', 'makers'), paragraph('the pace of makers of a pacemaker'), 'these pacemakers'],
    ['no word before it', paragraph('🙂-', 'face'), paragraph('face'), '🙂- face'],
  ])('%s', (_, first, other, text) => {
    expect(joined(first, other)).toBe(text);
  });
});

test('where no line ends within a word, a hyphen there is one of the text', () => {
  const compounds = ['cell', 'heart', 'blood', 'salt', 'light'].map((word) => paragraph(`it is ${word}-`, 'related and so on'));
  expect(joined(paragraph('a small battery-', 'operated device, pseudo-', 'unipolar'), ...compounds, paragraph('cell heart blood salt light battery'))).toBe('a small battery-operated device, pseudo-unipolar');
});

test('a word is found in any case, and one that is not there is not', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'İ', 'Σ', 'ß', '𐐀', '\u0301'), minLength: 1, maxLength: 8 }).filter((text) => !text.startsWith('\u0301'));
  fc.assert(
    fc.property(word, word, fc.boolean(), (head, tail, there) => {
      const words = vocabularyOf([paragraph(`${head}-`, tail), paragraph('1 2', there ? `(${head}${tail})` : '()')]);
      const whole = (head + tail).toLowerCase();
      expect(words.has(whole)).toBe(there || whole === tail.toLowerCase());
    }),
  );
});
