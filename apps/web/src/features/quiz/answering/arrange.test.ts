import { expect, it } from 'vitest';
import { moved, paired } from './arrange.ts';

it.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 9, ['a', 'c', 'b']],
  [1, -1, ['b', 'a', 'c']],
  [1, 1, ['a', 'b', 'c']],
])('moves an item from %d to %d and the others aside', (from, to, list) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(list);
});

it('gives a meaning to one term only', () => {
  expect(paired([null, 1, null], 0, 1)).toEqual([1, null, null]);
  expect(paired([2, 1, 0], 0, null)).toEqual([null, 1, 0]);
  expect(paired([null, null, 0], 1, 2)).toEqual([null, 2, 0]);
});
