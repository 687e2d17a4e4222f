import type { DraftCard } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './chi-square.ts';
import { definitionScores, tokenF1 } from './definitions.ts';
import { duplicatesAmong } from './duplicates.ts';
import { frontFaults } from './fronts.ts';
import { readGold } from './gold.ts';
import { keyTermScores } from './key-terms.ts';
import { doubtfulOptions, longestRight, positionP, rightPositions } from './questions.ts';
import { readability } from './readability.ts';
import { rouge } from './rouge.ts';

const citation = { page: 1, start: 0, end: 1, quote: 'x' };
const card = (type: DraftCard['type'], front: string, back: string): DraftCard => ({ type, front, back, topic: 't', citation });

describe('key terms', () => {
  it('match in lower case, in the singular and without an abbreviation in brackets', () => {
    const scores = keyTermScores(['Axons', 'axon', 'cell', 'short-term memory', 'week'], ['axon', 'short-term memory (STM)', 'soma', 'synapse']);
    // Found without doubles: axon, cell, short-term memory, week; two of four gold terms are among them.
    expect(scores).toEqual({ recallAt50: 0.5, cappedRecallAt50: 0.5, rPrecision: 0.5, precision: 0.5 });
  });
  it('are counted among the first fifty, for as many as fifty can hold', () => {
    const gold = Array.from({ length: 100 }, (_, index) => `gold ${index}`);
    const ranked = [...gold.slice(0, 20), ...Array.from({ length: 30 }, (_, index) => `other ${index}`), ...gold.slice(20)];
    expect(keyTermScores(ranked, gold)).toEqual({ recallAt50: 0.2, cappedRecallAt50: 0.4, rPrecision: 0.7, precision: 100 / 130 });
  });
  it('have no figure without gold', () => expect(keyTermScores(['axon'], [])).toBeNull());
});

describe('definitions', () => {
  it('are compared as bags of words', () => {
    // Shared: a, part, of, a, cell; 5 of 6 found, 5 of 7 wanted.
    expect(tokenF1('a part of a living cell', 'part of a nerve cell: a fibre')).toBeCloseTo((2 * 5) / (6 + 7));
    expect(tokenF1('nothing alike', 'other words')).toBe(0);
  });
  it('are taken from the card that comes nearest, whichever way it asks', () => {
    const cards = [
      card('basic', 'What is an axon?', 'A long fibre'),
      card('cloze', 'The […] is the fibre that carries impulses away.', 'axon'),
      card('cloze', 'Every soma holds a […].', 'nucleus'),
      card('basic', 'Which term means a gap between two cells?', 'Synapse'),
    ];
    const gold = [['axon', 'the fibre that carries impulses away'], ['soma', 'Every soma holds a nucleus'], ['synapse', 'a gap between two cells'], ['glia', 'cells that help']];
    const scores = definitionScores(cards, gold.map(([term = '', definition = '']) => ({ term, definition })));
    expect(scores.map(({ asked }) => asked)).toEqual([true, false, true, false]);
    expect(scores.map(({ likeness }) => Number(likeness.toFixed(2)))).toEqual([0.86, 1, 0.77, 0]);
  });
  it('count for terms that the text names, where the file does not say which', () => {
    const file = { terms: [{ term: 'axon', definition: 'a fibre' }, { term: 'glia', definition: 'cells' }, { term: 'soma', definition: 'body', in_body: true }], summary: [{ text: 'One.' }, { text: 'Two.' }], licence: 'CC' };
    expect(readGold(file, 'Axons are long.')).toEqual({ terms: [expect.objectContaining({ term: 'axon' }), expect.objectContaining({ term: 'soma' })], summary: 'One.\nTwo.' });
    expect(() => readGold({ terms: 'none' }, '')).toThrow();
  });
});

describe('duplicates', () => {
  const item = (asked: string, answer: string, gap = false) => ({ asked, answer, gap });
  it.each([
    ['the same words', item('What is an axon?', 'A fibre'), item('what is an  axon', 'A long thing')],
    ['other words for the same', item('What does the small intestine absorb?', 'Nutrients of food'), item('What is absorbed by the small intestine?', 'The nutrients of food')],
    ['one answer to two questions', item('What is STM?', 'A memory that holds some items for about twenty seconds'), item('What is short-term memory?', 'Memory that holds some items for about twenty seconds')],
    ['one description of two terms', item('Pumps the blood through all vessels of a body', 'Heart'), item('Pumps blood through all the vessels of the body', 'Cardiac muscle')],
  ])('are found by %s', (_, one, other) => expect(duplicatesAmong([one, other], 'en')).toEqual([1]));
  it.each([
    ['a term and its meaning asked for each other', item('What is an axon?', 'The fibre that carries impulses away from the body'), item('Which term: the fibre that carries impulses away from the body?', 'Axon')],
    ['two gaps in one sentence', item('The   carries impulses away from the soma of a neuron', 'axon', true), item('The axon carries impulses away from the   of a neuron', 'soma', true)],
    ['two things asked of one term', item('Where is the dermis located?', 'Below the epidermis'), item('What does the dermis consist of?', 'Connective tissue')],
    ['one thing asked of two terms', item('What is an axon?', 'A fibre that sends'), item('What is a dendrite?', 'A fibre that receives')],
  ])('are not %s', (_, one, other) => expect(duplicatesAmong([one, other], 'en')).toEqual([]));
});

describe('fronts', () => {
  it.each([
    ['What does it regulate?', 'pronoun'],
    ['They carry signals to the […].', 'pronoun'],
    ['What is this process called?', 'demonstrative'],
    ['Such cells live in the […].', 'demonstrative'],
    ['When that voltage falls, the […] opens.', 'demonstrative'],
    ['Secondly, the cell bodies lie in […].', 'link to what was said'],
    ['What is discussed in this chapter?', 'place in the document'],
    ['The cells shown in the figure are called […].', 'place in the document'],
    ['However, the heart has four […].', 'link to what was said'],
    ['The other chamber is the […].', 'link to what was said'],
    ['[…] is it?', 'nothing asked'],
    ['What is a cell (also called?', 'brackets or quotation marks left open'],
  ] as const)('%s is faulty: %s', (front, fault) => expect(frontFaults(front, 'en')).toContain(fault));
  it.each([
    'What is an axon?', 'Neurons differ from glia in that they carry […].', 'Those who forget names suffer from […].', 'What is a figure of speech?', 'Cells such as […] carry oxygen.',
    'What does the axon do with its vesicles?', 'How does the atrium differ from the ventricle?', 'When a neuron fires, its membrane is […].',
  ])('%s stands alone', (front) => expect(frontFaults(front, 'en')).toEqual([]));
  it.each([
    ['Was bewirkt es?', 'pronoun'],
    ['Dieser Vorgang heißt […].', 'demonstrative'],
    ['Wie oben erwähnt, besteht Wasser aus […].', 'place in the document'],
    ['Daher hat das Herz vier […].', 'link to what was said'],
  ] as const)('in German, %s is faulty: %s', (front, fault) => expect(frontFaults(front, 'de')).toContain(fault));
  it.each(['Was versteht man unter „Osmose“?', 'Ein Graph heißt Baum, wenn es keinen […] gibt.'])('in German, %s stands alone', (front) => expect(frontFaults(front, 'de')).toEqual([]));
  it('are not judged by English rules in other languages', () => expect(frontFaults('It sono cellule del cuore.', 'it')).toEqual([]));
});

describe('questions', () => {
  const question = (right: number, ...options: string[]) => ({ stem: 's', options: options.map((text, index) => ({ text, correct: index === right })), quote: '' });
  it('tell how much more often than by chance the longest option is right', () => {
    expect(longestRight([question(0, 'long one', 'b', 'c', 'd')])).toBe(0.75);
    expect(longestRight([question(0, 'a', 'long one', 'c', 'd')])).toBe(-0.25);
    expect(longestRight([question(0, 'same', 'same', 'c', 'd')])).toBe(0.25);
    expect(longestRight([])).toBeNull();
  });
  it('leave out what has no single right option', () => {
    expect(longestRight([{ stem: 's', options: [{ text: 'a', correct: true }, { text: 'b', correct: true }], quote: '' }])).toBeNull();
  });
  it('tell whether the place of the right option is chance', () => {
    const even = [0, 1, 2, 3].flatMap((place) => Array.from({ length: 5 }, () => question(place, 'a', 'b', 'c', 'd')));
    expect(rightPositions(even)).toEqual([{ options: 4, counts: [5, 5, 5, 5] }]);
    expect(positionP(rightPositions(even))).toBe(1);
    expect(positionP(rightPositions(Array.from({ length: 20 }, () => question(1, 'a', 'b', 'c', 'd'))))).toBeLessThan(0.001);
  });
  it.each([[3.841, 1, 0.05], [5.991, 2, 0.05], [7.815, 3, 0.05], [11.07, 5, 0.05], [6.635, 1, 0.01], [13.277, 4, 0.01]])('have the printed table: chi-square %f with %i degrees of freedom has p %f', (statistic, degrees, p) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(p, 4);
  });
  it('suspect a wrong option of which the text says what the stem says', () => {
    const stem = { stem: 'Which vessel carries blood away from the heart?', options: [{ text: 'artery', correct: true }, { text: 'aorta', correct: false }, { text: 'vein', correct: false }], quote: 'Arteries, or vessels, carry blood.' };
    const sentences = ['The aorta is a vessel that carries blood away from the heart.', 'A vein leads to the heart.'];
    expect(doubtfulOptions([stem], sentences, 'en')).toEqual([{ stem: stem.stem, option: 'aorta', sentence: sentences[0] }]);
    const named = { stem: 'What joins two cells?', options: [{ text: 'cleft', correct: true }, { text: 'gap', correct: false }], quote: 'The cleft, or gap, joins two cells.' };
    expect(doubtfulOptions([named], [], 'en').map(({ option }) => option)).toEqual(['gap']);
  });
});

describe('texts', () => {
  it('have the reading ease of Flesch, and of Amstad in German', () => {
    expect(readability('The cat sat on the mat.', 'en')).toBeCloseTo(206.835 - 1.015 * 6 - 84.6);
    expect(readability('Das Haus ist alt. Die Kuh ist neu.', 'de')).toBeCloseTo(180 - 4 - 58.5);
    expect(readability('Le chat dort.', 'fr')).toBeNull();
  });
  it('have the ROUGE of the examples in Lin’s paper', () => {
    // Section 3: reference, then two candidates that share the same single bigram.
    const reference = 'police killed the gunman';
    for (const candidate of ['police kill the gunman', 'the gunman kill police']) {
      expect(rouge(1, candidate, reference).recall).toBe(0.75);
      expect(rouge(2, candidate, reference).recall).toBeCloseTo(1 / 3);
    }
  });
  it('are cut for ROUGE where a limit is named, and count a repeated word as often as both have it', () => {
    expect(rouge(1, 'a b c d e f', 'd e f', 3)).toEqual({ recall: 0, precision: 0, f1: 0 });
    expect(rouge(1, 'the the the', 'the cat')).toEqual({ recall: 0.5, precision: 1 / 3, f1: 0.4 });
  });
});
