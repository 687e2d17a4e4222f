import type { DraftCard, DraftQuestion } from '@studywright/core';
import { expect, it } from 'vitest';
import { askedBy, withoutRepeats } from './repeats.ts';

const citation = { page: 1, start: 0, end: 1, quote: 'x' };
const card = (front: string, back: string, type: DraftCard['type'] = 'basic'): DraftCard => ({ type, front, back, topic: '', citation });
const question = (stem: string, right: string): DraftQuestion => ({ kind: 'single', stem, bloom: 'remember', tags: [], options: [{ text: 'no', correct: false }, { text: right, correct: true }], explanation: '', difficulty: 1, topic: '', citation });

/** What is asked of osmosis points one way, however it is worded; everything else another. */
const vectorOf = ({ asked }: { asked: string }) => (asked.includes('osmosis') ? [1, 0.1, asked.length / 1_000] : [0, 1, 0]);

function sieve(cards: DraftCard[], questions: DraftQuestion[] = [], known: DraftCard[] = []) {
  const drafts = { cards, questions, discarded: [] };
  const there = askedBy({ cards: known, questions: [] }).map((item) => ({ ...item, vector: vectorOf(item) }));
  const kept = withoutRepeats(drafts, askedBy(drafts).map(vectorOf), there);
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
