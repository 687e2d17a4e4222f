import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../platform/random.ts';
import { isRight, shuffled } from './grade.ts';

describe('a quiz', () => {
  it('counts the chosen place by the option that stands there', () => {
    expect(isRight({ optionOrder: [2, 0, 1, 3], chosen: 1, correct: 0 })).toBe(true);
    expect(isRight({ optionOrder: [2, 0, 1, 3], chosen: 0, correct: 0 })).toBe(false);
    expect(isRight({ optionOrder: [2, 0, 1, 3], chosen: null, correct: 0 })).toBe(false);
  });

  it('shuffles to a permutation that depends on the seed alone', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.string(), (n, seed) => {
        const order = shuffled(n, seededRandom(seed));
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
        expect(shuffled(n, seededRandom(seed))).toEqual(order);
      }),
    );
  });

  it('puts the right option everywhere about equally often', () => {
    const places = [0, 0, 0, 0];
    for (let index = 0; index < 4_000; index += 1) {
      const place = shuffled(4, seededRandom(`attempt ${index}`)).indexOf(0);
      places[place] = (places[place] ?? 0) + 1;
    }
    const chiSquare = places.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99.9 % of fair draws with 3 degrees of freedom stay below this.
    expect(chiSquare).toBeLessThan(16.27);
  });
});
