import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreement, bagOfWords, characterBigrams, headingAgreement, inOrder, isUnspaced, missingPhrases, sameCharacters, wordErrorRate, wordErrors, wordsOf } from './metrics.ts';

/** Levenshtein's distance by its definition: the table of Wagner and Fischer. */
function byDefinition(found: readonly string[], gold: readonly string[]): number {
  let row = Array.from({ length: gold.length + 1 }, (_, index) => index);
  for (const [index, word] of found.entries()) {
    const next = [index + 1];
    for (let at = 1; at <= gold.length; at += 1) next.push(Math.min((row[at - 1] ?? 0) + (word === gold[at - 1] ? 0 : 1), (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    row = next;
  }
  return row[gold.length] ?? 0;
}

describe('words', () => {
  test('are compared in lower case, without marks, whole where a line parts them', () => {
    expect(wordsOf('The knee-\njerk Re\u00ADflex, “ﬁne”!')).toEqual(['the', 'kneejerk', 'reflex', 'fine']);
    expect(wordErrorRate('The knee-\njerk reflex', 'the KNEEJERK reflex')).toBe(0);
  });

  test('errors are the fewest insertions, deletions and replacements', () => {
    expect(wordErrors(['a', 'c', 'd', 'e'], ['a', 'b', 'c', 'd'])).toBe(2);
    expect(wordErrors([], ['a', 'b'])).toBe(2);
    expect(wordErrorRate('one two three', 'one three')).toBe(0.5);
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'ä', '1'), { maxLength: 90 });
    fc.assert(fc.property(words, words, (found, gold) => wordErrors(found, gold) === byDefinition(found, gold)));
  });

  test('out of order they are errors, but the same bag', () => {
    const [found, gold] = ['left right left right', 'left left right right'];
    expect(wordErrorRate(found, gold)).toBe(0.5);
    expect(bagOfWords(found, gold).f1).toBe(1);
  });
});

test('agreement counts each as often as it occurs', () => {
  expect(agreement(['a', 'a', 'b'], ['a', 'b', 'b', 'c'])).toEqual({ precision: 2 / 3, recall: 0.5, f1: 4 / 7 });
  expect(agreement([], [])).toEqual({ precision: 1, recall: 1, f1: 1 });
  expect(agreement([], ['a'])).toEqual({ precision: 0, recall: 0, f1: 0 });
});

test('bigrams are of characters, not of code units', () => {
  expect(characterBigrams('あいう', 'あいえ').f1).toBe(0.5);
  expect(characterBigrams('𠮷野家', '𠮷 野、家').f1).toBe(1);
});

test('headings agree by their words', () => {
  expect(headingAgreement(['1. What Is Learning?', 'Extra'], ['1 what is learning', 'Lost'])).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
});

test('the same characters, however the lines run', () => {
  expect(sameCharacters('un\n\ncafé', 'un cafe\u0301\r\n')).toBe(true);
  expect(sameCharacters('un cafÃ©', 'un café')).toBe(false);
});

test('scripts without spaces', () => {
  expect(isUnspaced('第１章 ようこそ')).toBe(true);
  expect(isUnspaced('a text with one 漢字 in it')).toBe(false);
});

test('phrases are found over line ends, and in their order', () => {
  expect(missingPhrases('The Working\nMemory holds', ['working memory', 'recall'])).toEqual(['recall']);
  expect(inOrder('abstract … introduction', ['Abstract', 'Introduction'])).toBe(true);
  expect(inOrder('introduction … abstract', ['Abstract', 'Introduction'])).toBe(false);
});
