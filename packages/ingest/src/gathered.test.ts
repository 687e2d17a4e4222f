import { expect, test } from 'vitest';
import { Gathered } from './gathered.ts';

test('what is gathered is taken once, and what comes after it is its own', () => {
  const gathered = new Gathered<string>();
  for (const value of ['a', 'b', 'c']) gathered.push(value);
  const first = gathered.take();
  expect(gathered.length).toBe(0);
  gathered.push('d');
  expect([gathered.last(), gathered.last(1)]).toEqual(['d', undefined]);
  expect([first, gathered.take(), gathered.take()]).toEqual([['a', 'b', 'c'], ['d'], []]);
});
