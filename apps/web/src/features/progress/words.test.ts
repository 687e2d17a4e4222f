import { describe, expect, it } from 'vitest';
import { hours, remembered, shareRange, streakLine } from './words.ts';

describe('remembered', () => {
  it('shows no percentage without enough answers', () => {
    const finding = remembered({ right: 3, of: 3 }, 0.9);
    expect(finding.headline + finding.note).not.toContain('%');
    expect(finding.noteTitle).toBe('3 of 15 answers');
  });
  it('always stands beside its evidence and its range', () => {
    const finding = remembered({ right: 18, of: 20 }, 0.9);
    expect(finding.headline).toBe('You remember 90% of what comes up for review');
    expect(finding.note).toBe('18 of 20 recalled in the last 30 days, so likely 70 to 97%. Your goal is 90%.');
    expect(finding.noteTitle).toBe('At your goal, as far as can be told');
  });
  it('says so where even the whole range misses the goal', () => {
    expect(remembered({ right: 300, of: 500 }, 0.9).noteTitle).toBe('Below your goal');
    expect(remembered({ right: 490, of: 500 }, 0.9).noteTitle).toBe('Above your goal');
  });
});

it('keeps a range within 0 and 1 and around the share', () => {
  for (const [right, of] of [[0, 20], [20, 20], [10, 20], [1, 400]] as const) {
    const { low, high } = shareRange(right, of);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(right / of + 1e-9);
    expect(high).toBeGreaterThanOrEqual(right / of - 1e-9);
  }
});

it('writes time and streak plainly', () => {
  expect(hours(40)).toBe('40 minutes');
  expect(hours(1860)).toBe('31 hours');
  expect(streakLine({ current: 12, longest: 12, studiedToday: true })).toBe('12 days in a row');
  expect(streakLine({ current: 0, longest: 5, studiedToday: false })).toBe('Longest: 5 days in a row');
});
