import type { QuizChoices } from '@studywright/core';
import { expect, it } from 'vitest';
import { available, lengths } from './choices.ts';

const groups: QuizChoices['groups'] = [
  { kind: 'ordering', difficulty: 4, questions: 3, wrong: 1 },
  { kind: 'single', difficulty: 1, questions: 20, wrong: 2 },
  { kind: 'single', difficulty: 3, questions: 10, wrong: 0 },
];

it('counts what is left of what was chosen, and names all kinds that there are', () => {
  expect(available(groups, { left: [], difficulty: 'any', from: 'all' })).toEqual({ questions: 33, kinds: [{ kind: 'single', questions: 30 }, { kind: 'ordering', questions: 3 }] });
  expect(available(groups, { left: ['single'], difficulty: 'any', from: 'all' }).questions).toBe(3);
  expect(available(groups, { left: [], difficulty: 'medium', from: 'all' })).toEqual({ questions: 10, kinds: [{ kind: 'single', questions: 10 }, { kind: 'ordering', questions: 0 }] });
  expect(available(groups, { left: [], difficulty: 'any', from: 'wrong' }).questions).toBe(3);
});

it.each([
  [0, []],
  [3, [3]],
  [25, [5, 10, 25]],
  [33, [5, 10, 25, 33]],
  [80, [5, 10, 25, 50]],
])('offers of %d questions the lengths %j', (held, offered) => {
  expect(lengths(held)).toEqual(offered);
});
