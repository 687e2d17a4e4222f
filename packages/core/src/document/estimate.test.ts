import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, secondsLeft } from './estimate.ts';
import { documentSteps } from './steps.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('how far a document is', () => {
  it('never falls from one part or one step to the next, however many pages are pictures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), share, (total, pictures) => {
        let last = -1;
        for (const step of documentSteps) {
          // While it is opened nothing is known of pictures.
          const known = step === 'read' ? 0 : pictures;
          for (let done = 0; done <= total; done += 1) {
            const percent = percentOf(step, done, total, known);
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

  it('is nearly all reading pictures for a scan, and none of it for a document of text', () => {
    expect(percentOf('ocr', 1, 1, 1) - percentOf('ocr', 0, 1, 1)).toBeGreaterThan(80);
    expect(percentOf('ocr', 1, 1, 0)).toBe(percentOf('ocr', 0, 1, 0));
    expect(percentOf('write', 0, 1, 0)).toBeLessThan(20);
  });

  it('estimates from what was measured, and not before', () => {
    const pace = { step: 'write', total: 10, before: 0, pictures: 0 } as const;
    expect(secondsLeft({ ...pace, done: 0, elapsedMs: 5_000 })).toBeNull();
    const early = secondsLeft({ ...pace, done: 1, elapsedMs: 1_000 }) ?? 0;
    const late = secondsLeft({ ...pace, done: 9, elapsedMs: 9_000 }) ?? 0;
    expect(early).toBeGreaterThan(late);
    expect(late).toBeGreaterThanOrEqual(1);
  });

  it('does not take what an earlier worker did for what this one did in no time', () => {
    const pace = { step: 'ocr', total: 100, pictures: 1, elapsedMs: 20_000 } as const;
    // Ten pages in twenty seconds: forty are left, so that eighty seconds and a little are, whoever read the first fifty.
    const left = secondsLeft({ ...pace, before: 50, done: 60 }) ?? 0;
    expect(left).toBeGreaterThanOrEqual(80);
    expect(left).toBeLessThan(100);
    expect(secondsLeft({ ...pace, before: 60, done: 60 })).toBeNull();
  });
});
