import type { DraftCard, DraftQuestion } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { askedBy, cosine, optionsOf, sameQuestion, withDistinctOptions, withoutRepeats } from './repeats.ts';

const citation = { page: 1, start: 0, end: 1, quote: 'x' };
const card = (front: string, back: string, type: DraftCard['type'] = 'basic'): DraftCard => ({ type, front, back, topic: '', citation });
const question = (stem: string, right: string): DraftQuestion => ({ kind: 'single', stem, options: [{ text: 'no', correct: false }, { text: right, correct: true }], explanation: '', difficulty: 1, bloom: 'remember', tags: [], topic: '', citation });

/** What is asked of osmosis points one way, however it is worded; everything else another. */
const vectorOf = ({ asked }: { asked: string }) => (asked.includes('osmosis') ? [1, 0.1, asked.length / 1_000] : [0, 1, 0]);

function sieve(cards: DraftCard[], questions: DraftQuestion[] = [], known: DraftCard[] = []) {
  const drafts = { cards, questions, discarded: [] };
  const there = askedBy({ cards: known, questions: [] }).map((item) => ({ ...item, vector: vectorOf(item) }));
  const near = askedBy(drafts).map((item) => there.filter(({ vector }) => cosine(vector, vectorOf(item)) >= sameQuestion));
  const kept = withoutRepeats(drafts, askedBy(drafts).map(vectorOf), near);
  return { asked: askedBy(kept).map(({ asked }) => asked), discarded: kept.discarded };
}

it('leaves out what asks the same in other words and has the same answer', () => {
  const { asked, discarded } = sieve([card('What is osmosis?', 'movement of water across a membrane'), card('Define osmosis.', 'The movement of water across a membrane.'), card('What is mitosis?', 'movement of water across a membrane')]);
  expect(asked).toEqual(['What is osmosis?', 'What is mitosis?']);
  expect(discarded).toEqual([{ kind: 'card', text: 'Define osmosis.', reason: 'duplicate' }]);
});

it('keeps two questions about one thing with different answers, and both gaps of one sentence', () => {
  const cards = [card('What is osmosis?', 'movement of water'), card('When does osmosis stop?', 'at equal concentration'), card('[…] is osmosis', 'Water', 'cloze'), card('Water is […] of osmosis', 'part', 'cloze')];
  expect(sieve(cards).discarded).toEqual([]);
});

it('lets a card and a question ask the same, and compares with what is there', () => {
  const first = card('What is osmosis?', 'movement of water');
  expect(sieve([first], [question('What is osmosis about?', 'movement of water'), question('Which is osmosis?', 'movement of water')]).discarded).toEqual([{ kind: 'question', text: 'Which is osmosis?', reason: 'duplicate' }]);
  expect(sieve([card('Explain osmosis.', 'It is movement of water')], [], [first]).asked).toEqual([]);
});

it('lets everything pass that has no vector', () => {
  const drafts = { cards: [card('What is osmosis?', 'a'), card('Define osmosis.', 'a')], questions: [], discarded: [] };
  expect(withoutRepeats(drafts, [], [])).toEqual(drafts);
});

describe('options that mean the same', () => {
  const choice = (wrong: string[], right = ['a rise']): DraftQuestion => ({ ...question('What follows?', ''), kind: right.length > 1 ? 'multiple' : 'single', options: [...right.map((text) => ({ text, correct: true })), ...wrong.map((text) => ({ text, correct: false }))] });
  const meanings = new Map([['a rise', [1, 0]], ['an increase', [0.99, 0.02]], ['a fall', [0, 1]], ['a decrease', [0.01, 0.99]], ['no change', [0.7, 0.7]]]);
  const kept = (drafted: DraftQuestion) => withDistinctOptions({ cards: [], questions: [drafted], discarded: [] }, meanings);
  const texts = (drafted: DraftQuestion) => optionsOf(kept(drafted).questions);

  it('go where they mean the right one or another wrong one', () => {
    expect(texts(choice(['an increase', 'a fall', 'no change']))).toEqual(['a rise', 'a fall', 'no change']);
    expect(texts(choice(['a fall', 'no change', 'a decrease']))).toEqual(['a rise', 'a fall', 'no change']);
  });

  it('take the question with them where too few are left', () => {
    expect(kept(choice(['an increase', 'a fall']))).toMatchObject({ questions: [], discarded: [{ kind: 'question', text: 'What follows?', reason: 'malformed' }] });
  });

  it('stay where all differ, or nothing is known of them, and right ones always', () => {
    const same = choice(['a fall', 'no change', 'unheard of']);
    expect(kept(same).questions).toEqual([same]);
    expect(texts(choice(['a fall', 'no change'], ['a rise', 'an increase']))).toEqual(['a rise', 'an increase', 'a fall', 'no change']);
  });
});
