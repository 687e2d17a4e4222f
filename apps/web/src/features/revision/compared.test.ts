import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compared, type Part } from './compared.ts';

const words = (parts: readonly Part[], which: (part: Part) => boolean) => parts.filter(which).map((part) => part.text.trim());

it('marks the words that differ, and the quote', () => {
  const before = 'In short: a cell is the smallest unit. It lives.';
  const { before: old, after } = compared(before, { start: 10, end: 38 }, 'In short: a cell is the smallest living unit. It lives.');
  expect(words(after, (part) => part.changed)).toEqual(['living']);
  expect(words(old, (part) => part.changed)).toEqual([]);
  expect(old.filter((part) => part.quoted).map((part) => part.text).join('')).toBe('a cell is the smallest unit.');
});

it('loses and adds nothing, whatever the two texts are', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', ' ', '\n', '.', '😀'), maxLength: 60 });
  fc.assert(
    fc.property(text, text, fc.nat(60), fc.nat(60), (before, after, one, other) => {
      const [start, end] = [Math.min(one, other, before.length), Math.min(Math.max(one, other), before.length)];
      const parts = compared(before, { start, end }, after);
      expect(parts.before.map((part) => part.text).join('')).toBe(before);
      expect(parts.after.map((part) => part.text).join('')).toBe(after);
      expect(parts.before.filter((part) => part.quoted).map((part) => part.text).join('')).toBe(before.slice(start, end));
    }),
  );
});

it('marks nothing where nearly everything differs', () => {
  const many = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(' ');
  expect(compared(many('a'), { start: 0, end: 2 }, many('b')).after.some((part) => part.changed)).toBe(false);
});
