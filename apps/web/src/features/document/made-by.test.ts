import { expect, it } from 'vitest';
import { builtInWords, discardWords } from './made-by.ts';

const counts = { topics: 3, cards: 12, questions: 4, drafts: 0, rejected: 0, discarded: 4 };

it('says what the built-in engine did, and why', () => {
  expect(builtInWords({ instead: null, counts })).toBe('');
  expect(builtInWords({ instead: { topics: 3, why: 'the model did not answer' }, counts })).toBe('Written by the built-in engine: the model did not answer.');
  expect(builtInWords({ instead: { topics: 1, why: 'your budget for the model is used up for today' }, counts })).toBe('1 topic written by the built-in engine: your budget for the model is used up for today.');
  expect(builtInWords({ instead: { topics: 0, why: 'the model did not answer' }, counts })).toBe('Topics found by the built-in engine: the model did not answer.');
});

it('says why drafts were discarded, most first', () => {
  expect(discardWords({ discardedFor: { 'quote-not-found': 4 }, counts })).toBe('the quotes were not on the page');
  expect(discardWords({ discardedFor: { duplicate: 1, unsupported: 3 }, counts })).toBe('3 because the answers were not what the quote says, 1 because it said the same as another');
  expect(discardWords({ discardedFor: {}, counts })).toBe('they did not stand on the page, or said the same as another');
});
