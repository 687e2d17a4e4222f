import { describe, expect, it } from 'vitest';
import { clampZoom, stepZoom, wheelZoom } from './zoom.ts';

describe('zoom', () => {
  it('goes in steps from the fitting width to three times it, and stays there', () => {
    expect([1, 1.25, 1.9, 2, 3].map((zoom) => stepZoom(zoom, 1))).toEqual([1.25, 1.5, 2, 2.5, 3]);
    expect([1, 1.25, 1.9, 3].map((zoom) => stepZoom(zoom, -1))).toEqual([1, 1, 1.5, 2.5]);
  });

  it('takes a wheel back to where it was, and knows no page smaller than its place', () => {
    expect(wheelZoom(wheelZoom(1.5, -50), 50)).toBeCloseTo(1.5);
    expect(wheelZoom(1, 500)).toBe(1);
    expect(clampZoom(17)).toBe(3);
  });
});
