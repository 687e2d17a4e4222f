import { questionFault } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { cells } from '../../test/documents.ts';
import { ground } from '../grounding.ts';
import { listNames, toQuestions } from './questions.ts';

const passage = cells.passages.findIndex(({ text }) => text.includes('semipermeable'));
const text = (cells.passages[passage]?.text ?? '').replace(/\s+/g, ' ');
const quote = /Osmosis is[^.]*\./.exec(text)?.[0] ?? '';
const rest = { passage, quote, explanation: 'The passage says so.', difficulty: 2, bloom: 'understand' };
const from = { source: cells, passages: cells.passages.map((_, index) => index), topic: 'Osmosis' };

const lists: Record<string, Record<string, unknown>[]> = {
  questions: [{ ...rest, stem: 'What moves in osmosis?', right: 'Water', wrong: ['Salt', 'Sugar', 'Air'], why: ['It stays where it is.', '', ''] }],
  multiples: [{ ...rest, stem: 'What has osmosis to do with?', right: ['Water', 'A semipermeable membrane'], wrong: ['Light', 'Sound'] }],
  statements: [{ ...rest, stem: 'Osmosis is the movement of salt.', true: false, correction: 'Osmosis is the movement of water.' }],
  gaps: [{ ...rest, stem: 'Osmosis is the movement of _____ across a membrane.', accepted: ['water'] }],
  shortAnswers: [{ ...rest, stem: 'What is osmosis?', points: [{ point: 'Movement of water', keywords: ['movement', 'water'] }] }],
  matchings: [{ ...rest, stem: 'Match.', pairs: [{ left: 'osmosis', right: 'movement of water' }, { left: 'membrane', right: 'semipermeable' }] }],
  orderings: [{ ...rest, stem: 'Order.', items: ['movement', 'of water', 'across a membrane'] }],
};

describe('a model’s questions', () => {
  it('of each kind become drafts that stand on their quote', () => {
    const questions = toQuestions(from, lists, 20).map(({ made }) => made);
    expect(questions.map(({ kind }) => kind)).toEqual(['single', 'multiple', 'trueFalse', 'fillIn', 'shortAnswer', 'matching', 'ordering']);
    expect(ground(cells, { cards: [], questions })).toMatchObject({ questions, discarded: [] });
    expect(questions[0]).toMatchObject({ bloom: 'understand', difficulty: 2 });
    expect(JSON.stringify(questions[0])).toContain('It stays where it is.');
  });

  it('are taken in turn, so that no kind crowds out another', () => {
    const many = { ...lists, questions: Array.from({ length: 9 }, (_, index) => ({ ...lists['questions']?.[0], stem: `What moves, ${index}?` })) };
    expect(toQuestions(from, many, 7).map(({ made }) => made.kind)).toHaveLength(7);
    expect(new Set(toQuestions(from, many, 7).map(({ made }) => made.kind)).size).toBe(7);
  });

  it.each(listNames)('in %s without what they need are discarded and counted, not lost', (list) => {
    const broken = { ...rest, stem: 'What?' };
    const made = toQuestions(from, { [list]: [broken, 'nonsense', null, 7] }, 10).map((one) => one.made);
    for (const question of made) if (question.kind !== 'trueFalse') expect(questionFault(question, 1_000)).not.toBeNull();
    expect(ground(cells, { cards: [], questions: made }).questions.filter(({ kind }) => kind !== 'trueFalse')).toEqual([]);
  });

  it('whose answer the passage does not give are discarded, whatever their kind', () => {
    const foreign = { ...lists, multiples: [{ ...lists['multiples']?.[0], right: ['Phlogiston', 'Caloric ether'] }], matchings: [{ ...lists['matchings']?.[0], pairs: [{ left: 'osmosis', right: 'movement of water' }, { left: 'phlogiston', right: 'caloric ether' }] }], orderings: [{ ...lists['orderings']?.[0], items: ['movement', 'of water', 'caloric phlogiston ether'] }] };
    const { discarded } = ground(cells, { cards: [], questions: toQuestions(from, foreign, 20).map(({ made }) => made) });
    expect(discarded.map(({ text: stem, reason }) => [stem, reason])).toEqual([['What has osmosis to do with?', 'unsupported'], ['Match.', 'unsupported'], ['Order.', 'unsupported']]);
  });
});
