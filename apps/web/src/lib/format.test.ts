import { describe, expect, it } from 'vitest';
import { bytes, clock, counted, date, daysAway, instant, interval, minutesRange, timeLeft } from './format.ts';

describe('interval', () => {
  it.each([
    [30, '< 1 min'],
    [600, '10 min'],
    [5 * 3600, '5 h'],
    [86_400, '1 day'],
    [6 * 86_400, '6 days'],
    [14 * 86_400, '14 days'],
    [30.44 * 86_400, '1 month'],
    [75 * 86_400, '2.5 months'],
    [365.25 * 86_400, '1 year'],
    [800 * 86_400, '2.2 years'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(interval(seconds)).toBe(text);
  });
});

describe('minutesRange', () => {
  it('says nothing without evidence or without cards', () => {
    expect(minutesRange(46, null)).toBeNull();
    expect(minutesRange(0, 12)).toBeNull();
  });
  it('is a range around the pace', () => {
    expect(minutesRange(46, 29)).toBe('19 to 26 minutes');
    expect(minutesRange(2, 10)).toBe('At most 1 minute');
    expect(minutesRange(12, 10)).toBe('1 to 3 minutes');
    expect(minutesRange(6, 10)).toBe('1 to 2 minutes');
  });
});

describe('dates', () => {
  it('reads a day as a day, whatever the clock of the machine', () => {
    expect(date('2026-11-20', 'long')).toBe('Friday 20 November');
    expect(date('2026-12-10', 'weekday')).toBe('Thu 10 Dec');
  });
  it('counts days across months', () => {
    expect(daysAway('2026-11-20', '2026-12-10')).toBe('in 20 days');
    expect(daysAway('2026-11-20', '2026-11-21')).toBe('tomorrow');
    expect(daysAway('2026-11-20', '2026-11-17')).toBe('3 days ago');
  });
  it('writes an instant in the time zone asked for', () => {
    expect(instant('2026-11-20T23:30:00Z', 'Europe/Berlin', 'dateTime')).toBe('21 Nov, 00:30');
  });
});

describe('small words', () => {
  it('counts', () => {
    expect(counted(1, 'card')).toBe('1 card');
    expect(counted(3871, 'answer')).toBe('3,871 answers');
    expect(bytes(3_565_158)).toBe('3.4 MB');
    expect(bytes(2 * 1024 ** 3)).toBe('2 GB');
    expect(clock(1902)).toBe('31:42');
    expect(timeLeft(null)).toBeNull();
    expect(timeLeft(118)).toBe('about 2 min left');
    expect(timeLeft(31)).toBe('about 40 s left');
  });
});
