import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOut } from './share.ts';

it.each([
  [10, [1, 1], [5, 5]],
  [10, [3, 1], [8, 2]],
  [3, [1, 1, 1, 1], [1, 1, 1, 0]],
  [4, [0, 0], [2, 2]],
  [0, [5, 2], [0, 0]],
  [7, [], []],
])('shares %i among %j', (total, weights, shares) => {
  expect(shareOut(total, weights)).toEqual(shares);
});

it('gives everything away, to nobody more than one beyond or below an exact share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 }), (total, weights) => {
      const shares = shareOut(total, weights);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
      for (const [index, share] of shares.entries()) {
        const exact = sum === 0 ? total / weights.length : (total * (weights[index] ?? 0)) / sum;
        expect(Math.abs(share - exact)).toBeLessThan(1);
      }
    }),
  );
});
