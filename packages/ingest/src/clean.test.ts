import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, oneLine } from './clean.ts';

test('whatever a file says, a page can be stored and shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/);
      expect(cleanText(clean)).toBe(clean);
      expect(oneLine(text)).not.toMatch(/\s\s|\n|^\s|\s$/);
    }),
  );
});

test('joiners and direction marks stay, for Persian and Hindi need them', () => {
  expect(cleanText('می\u200Cخواهم')).toBe('می\u200Cخواهم');
});
