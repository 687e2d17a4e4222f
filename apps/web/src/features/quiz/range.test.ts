import { describe, expect, it } from 'vitest';
import { likelyRange } from './range.ts';

describe('likelyRange', () => {
  it.each([
    [23, 30, 0.59, 0.88],
    [0, 10, 0, 0.278],
    [10, 10, 0.722, 1],
    [81, 263, 0.255, 0.366],
  ])('%d of %d', (right, of, low, high) => {
    const range = likelyRange(right, of);
    expect(range.low).toBeCloseTo(low, 2);
    expect(range.high).toBeCloseTo(high, 2);
  });
});
