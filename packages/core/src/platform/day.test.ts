import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, startOfDay, startOfDayAfter, studentDay } from './day.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo', 'Africa/Casablanca'];
const settings = fc.record({ timeZone: fc.constantFrom(...zones), dayStartHour: fc.integer({ min: 0, max: 23 }) });
const instants = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true });

describe('a student’s day', () => {
  it('starts at the student’s hour in the student’s zone', () => {
    const berlin = { timeZone: 'Europe/Berlin', dayStartHour: 4 };
    expect(studentDay(new Date('2026-11-20T02:59:59Z'), berlin)).toBe('2026-11-19');
    expect(studentDay(new Date('2026-11-20T03:00:00Z'), berlin)).toBe('2026-11-20');
    expect(startOfDay('2026-11-20', berlin).toISOString()).toBe('2026-11-20T03:00:00.000Z');
    expect(startOfDay('2026-07-20', berlin).toISOString()).toBe('2026-07-20T02:00:00.000Z');
  });

  it('keeps a start on days when the clock is moved', () => {
    // 02:00 does not exist in Berlin on 29 March 2026; the day starts with the first hour that does.
    expect(startOfDay('2026-03-29', { timeZone: 'Europe/Berlin', dayStartHour: 2 }).toISOString()).toBe('2026-03-29T01:00:00.000Z');
    // 02:00 comes twice on 25 October 2026, and so it does in Auckland on 2 April 2023: the day starts with the first.
    expect(startOfDay('2026-10-25', { timeZone: 'Europe/Berlin', dayStartHour: 2 }).toISOString()).toBe('2026-10-25T00:00:00.000Z');
    expect(startOfDay('2023-04-02', { timeZone: 'Pacific/Auckland', dayStartHour: 2 }).toISOString()).toBe('2023-04-01T13:00:00.000Z');
    expect(startOfDay('2026-04-05', { timeZone: 'Australia/Lord_Howe', dayStartHour: 2 }).toISOString()).toBe('2026-04-04T15:30:00.000Z');
    // Samoa had no 30 December 2011.
    expect(startOfDay('2011-12-30', { timeZone: 'Pacific/Apia', dayStartHour: 0 }).toISOString()).toBe('2011-12-30T10:00:00.000Z');
    expect(startOfDay('2026-10-25', { timeZone: 'Europe/Berlin', dayStartHour: 4 }).toISOString()).toBe('2026-10-25T03:00:00.000Z');
  });

  it('is another one right before its start, wherever the clock is moved', () => {
    fc.assert(
      // St. John’s changed its clocks at a minute past midnight until 2011.
      fc.property(fc.date({ min: new Date('2012-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true }), settings, (at, student) => {
        const day = studentDay(at, student);
        const start = startOfDay(day, student);
        expect(studentDay(start, student)).toBe(day);
        expect(studentDay(new Date(start.getTime() - 1), student)).not.toBe(day);
      }),
      { numRuns: 500, examples: [[new Date('2023-04-02T00:00:00Z'), { timeZone: 'Pacific/Auckland', dayStartHour: 2 }]] },
    );
  });

  it('holds each instant between its start and the next one, away from changes of the clock', () => {
    fc.assert(
      fc.property(instants, settings, (at, student) => {
        const day = studentDay(at, student);
        const start = startOfDay(day, student).getTime();
        const next = startOfDay(addDays(day, 1), student).getTime();
        // A change of the clock moves the border of that one day by at most its own length.
        const slack = 3_600_000;
        expect(at.getTime()).toBeGreaterThanOrEqual(start - slack);
        expect(at.getTime()).toBeLessThan(next + slack);
      }),
      { numRuns: 500 },
    );
  });

  it('that comes so many days later starts when that day does', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 }), zones, fc.integer({ min: 0, max: 23 }), (at, days, timeZone, dayStartHour) => {
        const settings = { timeZone, dayStartHour };
        expect(startOfDayAfter(at, days, settings)).toBe(startOfDay(addDays(studentDay(at, settings), days), settings).getTime());
      }),
    );
  });

  it('adds and counts days as inverses', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -800, max: 800 }), (at, days) => {
        const day = at.toISOString().slice(0, 10);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});
