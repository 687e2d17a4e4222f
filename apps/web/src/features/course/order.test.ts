import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moved } from './order.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

it('puts one before another, or at the end', () => {
  expect(ids(moved(items, { id: 'c', before: 'a' }))).toBe('cab');
  expect(ids(moved(items, { id: 'a', before: null }))).toBe('bca');
  expect(ids(moved(items, { id: 'a', before: 'a' }))).toBe('abc');
  expect(ids(moved(items, { id: 'x', before: 'a' }))).toBe('abc');
});

it('loses nothing, and is taken back by a move to before what followed', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.nat(), (names, one, other) => {
      const list = names.map((id) => ({ id }));
      const at = one % list.length;
      const id = names[at] ?? '';
      const there = moved(list, { id, before: names[other % list.length] ?? null });
      expect(there.length).toBe(list.length);
      expect(ids(moved(there, { id, before: names[at + 1] ?? null }))).toBe(ids(list));
    }),
  );
});
