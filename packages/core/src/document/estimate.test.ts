import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, secondsLeft } from './estimate.ts';
import { documentSteps } from './steps.ts';

describe('how far a document is', () => {
  it('never falls from one part or one step to the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (total) => {
        let last = -1;
        for (const step of documentSteps) {
          for (let done = 0; done <= total; done += 1) {
            const percent = percentOf(step, done, total);
            expect(percent).toBeGreaterThanOrEqual(last);
            expect(percent).toBeLessThanOrEqual(100);
            last = percent;
          }
        }
        expect(last).toBe(100);
      }),
      { numRuns: 30 },
    );
  });

  it('estimates from what was measured, and not before', () => {
    expect(secondsLeft('write', 0, 10, 5_000)).toBeNull();
    const early = secondsLeft('write', 1, 10, 1_000) ?? 0;
    const late = secondsLeft('write', 9, 10, 9_000) ?? 0;
    expect(early).toBeGreaterThan(late);
    expect(late).toBeGreaterThanOrEqual(1);
  });
});
