import { describe, expect, it } from 'vitest';
import { streak } from './streak.ts';

describe('streak', () => {
  it('counts up to yesterday while today has no answer yet', () => {
    expect(streak(['2026-11-17', '2026-11-18', '2026-11-19'], '2026-11-20')).toEqual({ current: 3, longest: 3, studiedToday: false });
    expect(streak(['2026-11-18', '2026-11-19', '2026-11-20'], '2026-11-20')).toEqual({ current: 3, longest: 3, studiedToday: true });
  });

  it('ends with a day left out and remembers the longest', () => {
    expect(streak(['2026-11-20', '2026-11-18', '2026-02-28', '2026-03-01', '2026-03-02'], '2026-11-20')).toEqual({ current: 1, longest: 3, studiedToday: true });
  });

  it('is nothing without days', () => {
    expect(streak([], '2026-11-20')).toEqual({ current: 0, longest: 0, studiedToday: false });
  });
});
