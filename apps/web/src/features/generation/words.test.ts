import { describe, expect, it } from 'vitest';
import { priceWords, resultWords } from './words.ts';

const wishes = { cards: 10, questions: 5, cardTypes: null, questionKinds: null, difficulty: null, language: null };
const model = { requests: 3, inputTokens: 12_345, outputTokens: 2_400, costMicros: 20_000 };

describe('the price of a request', () => {
  it.each([
    ['nothing with the built-in engine', { model: null, pricesAsOf: null, leftMicros: null }, 'The built-in engine makes it, on your server. It costs nothing.'],
    ['tokens alone where nobody knows the price', { model: { ...model, costMicros: null }, pricesAsOf: null, leftMicros: null }, 'About 12,000 tokens to read and 2,400 to write, in 3 requests. What this model costs is not known here.'],
    ['money by a price list', { model, pricesAsOf: '2026-10-27', leftMicros: null }, 'About 12,000 tokens to read and 2,400 to write, in 3 requests: about $0.02 by the prices of 2026-10-27.'],
  ])('is %s', (_, estimate, words) => {
    expect(priceWords(estimate)).toBe(words);
  });

  it('says what a budget has left, and who makes the rest', () => {
    expect(priceWords({ model, pricesAsOf: '2026-10-27', leftMicros: 930_000 })).toMatch(/ Your budget has \$0\.93 left\.$/);
    expect(priceWords({ model, pricesAsOf: '2026-10-27', leftMicros: 10_000 })).toMatch(/ Your budget has \$0\.01 left: the built-in engine makes the rest\.$/);
  });
});

describe('what came of a request', () => {
  const made = { id: '', courseId: '', documentId: null, topics: 4, wishes, status: 'ready' as const, percent: 100, activity: '', error: null, cards: 10, questions: 5, discarded: 0, engine: 'extractive', instead: null, spent: null, createdAt: '', finishedAt: '' };

  it('is how much there is of it', () => {
    expect(resultWords(made)).toBe('Made 10 cards and 5 questions of 4 topics.');
    expect(resultWords({ ...made, cards: 1, questions: 0, topics: 1, discarded: 2 })).toBe('Made 1 card of 1 topic. The text gives no more of what you chose that is not asked already. 2 drafts discarded.');
  });

  it('is what it took, and who made it', () => {
    expect(resultWords({ ...made, spent: model, instead: 'the model did not answer' })).toBe('Made 10 cards and 5 questions of 4 topics. The built-in engine made some of it: the model did not answer. It took 14,745 tokens, $0.02.');
  });
});
