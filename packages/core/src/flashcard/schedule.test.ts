import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, studentDay } from '../platform/day.ts';
import { newSchedule, preview, retrievability, review, type ScheduleSettings, type ScheduleState } from './schedule.ts';
import type { Rating } from './schema.ts';

const utc: ScheduleSettings = { timeZone: 'UTC', dayStartHour: 0, desiredRetention: 0.9, fuzz: false };
const seed = '01920000-0000-7000-8000-000000000001';

function run(ratings: readonly Rating[], settings: ScheduleSettings, start = '2022-11-29T12:30:00.000Z') {
  let card: ScheduleState = newSchedule;
  let now = new Date(start);
  const steps: { now: Date; card: ScheduleState }[] = [];
  for (const rating of ratings) {
    card = review(card, rating, now, settings, seed);
    steps.push({ now, card });
    if (card.due !== null) now = new Date(card.due);
  }
  return steps;
}

const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4);
const anySettings = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland'),
  dayStartHour: fc.integer({ min: 0, max: 23 }),
  desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
});

describe('schedule against published FSRS-6 figures', () => {
  // Numbers stated in the tests of open-spaced-repetition/py-fsrs 6.3.1 and ts-fsrs (MIT).
  it('gives the published intervals when each review comes when it is due', () => {
    const steps = run([3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3], utc);
    expect(steps.map((step) => step.card.scheduledDays)).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it.each([
    [1, 0.212, 6.4133],
    [2, 1.2931, 5.11217071],
    [3, 2.3065, 2.11810397],
    [4, 8.2956, 1],
  ] as const)('starts a card rated %i with the published stability and difficulty', (rating, stability, difficulty) => {
    const card = review(newSchedule, rating, new Date('2025-01-01T09:00:00Z'), utc, seed);
    expect(card.stability).toBeCloseTo(stability, 4);
    expect(card.difficulty).toBeCloseTo(difficulty, 4);
  });

  it('reaches the published memory state after six reviews', () => {
    const ratings: Rating[] = [1, 3, 3, 3, 3, 3];
    const elapsed = [0, 0, 1, 3, 8, 21];
    let card: ScheduleState = newSchedule;
    let at = Date.parse('2022-11-29T12:30:00Z');
    for (const [index, rating] of ratings.entries()) {
      at += (elapsed[index] ?? 0) * 86_400_000;
      card = review(card, rating, new Date(at), utc, seed);
    }
    expect(card.stability).toBeCloseTo(53.62691, 3);
    expect(card.difficulty).toBeCloseTo(6.3574867, 3);
  });

  it('forgets along the published curve', () => {
    const card: ScheduleState = { ...newSchedule, state: 'review', stability: 2, difficulty: 5, due: '2025-01-03T00:00:00.000Z', lastReviewAt: '2025-01-01T00:00:00.000Z', reps: 1 };
    expect(retrievability(card, new Date('2025-01-06T00:00:00Z'), utc)).toBeCloseTo(0.8261359, 5);
    expect(retrievability(newSchedule, new Date('2025-01-06T00:00:00Z'), utc)).toBeNull();
  });
});

describe('schedule on the student’s day', () => {
  it('lets a long interval fall due when that day starts, and keeps the minutes of a short step', () => {
    const berlin: ScheduleSettings = { ...utc, timeZone: 'Europe/Berlin', dayStartHour: 4 };
    const now = new Date('2026-03-10T21:15:00.000Z');
    expect(review(newSchedule, 1, now, berlin, seed).due).toBe('2026-03-10T21:16:00.000Z');
    const easy = review(newSchedule, 4, now, berlin, seed);
    expect(easy.scheduledDays).toBe(8);
    expect(easy.due).toBe('2026-03-18T03:00:00.000Z');
  });

  it('counts a review after midnight to the evening before', () => {
    const night: ScheduleSettings = { ...utc, dayStartHour: 4 };
    const evening = review(newSchedule, 4, new Date('2026-03-10T23:00:00Z'), night, seed);
    const afterMidnight = review(newSchedule, 4, new Date('2026-03-11T02:00:00Z'), night, seed);
    expect(afterMidnight.due).toBe(evening.due);
  });

  it('does not take a day that begins within minutes for a day of waiting', () => {
    const forgotten: ScheduleState = { ...newSchedule, state: 'relearning', stability: 0.3, difficulty: 9, lapses: 1, reps: 3, due: '2026-03-10T23:50:00.000Z', lastReviewAt: '2026-03-10T23:40:00.000Z' };
    const good = review(forgotten, 3, new Date('2026-03-10T23:50:00Z'), utc, seed);
    expect([good.due, good.scheduledDays]).toEqual(['2026-03-12T00:00:00.000Z', 2]);
    const earlier = review(forgotten, 3, new Date('2026-03-10T23:30:00Z'), utc, seed);
    expect([earlier.due, earlier.scheduledDays]).toEqual(['2026-03-11T00:00:00.000Z', 1]);
  });

  it('gives what its preview showed, for any history, in any zone', () => {
    fc.assert(
      fc.property(fc.array(anyRating, { maxLength: 12 }), anyRating, anySettings, fc.uuid(), (history, rating, settings, id) => {
        const last = run(history, settings).at(-1);
        const card = last?.card ?? newSchedule;
        const now = new Date(card.due ?? '2026-01-01T10:00:00Z');
        const shown = preview(card, now, settings, id)[rating];
        const next = review(card, rating, now, settings, id);
        expect(Math.round((Date.parse(next.due ?? '') - now.getTime()) / 1000)).toBe(shown);
      }),
    );
  });

  it('never comes back in the past, never in fewer days for a better rating, and lands on a day start', () => {
    fc.assert(
      fc.property(fc.array(anyRating, { minLength: 1, maxLength: 12 }), anySettings, (history, settings) => {
        for (const { now, card } of run(history, settings)) {
          const due = new Date(card.due ?? '');
          expect(due.getTime()).toBeGreaterThan(now.getTime());
          if (card.scheduledDays >= 1) {
            const day = studentDay(due, settings);
            expect(daysBetween(studentDay(now, settings), day)).toBe(card.scheduledDays);
            expect(studentDay(new Date(due.getTime() - 1), settings)).not.toBe(day);
          }
          const shown = preview(card, due, settings, seed);
          expect(shown[2]).toBeLessThanOrEqual(shown[3]);
          expect(shown[3]).toBeLessThanOrEqual(shown[4]);
        }
      }),
      {
        examples: [
          // Once came sooner for Good than for Hard: minutes before a day began.
          [[3, 1, 3, 1], { timeZone: 'Pacific/Auckland', dayStartHour: 2, desiredRetention: 0.9 }],
          // Once came an hour into its day, whose first hour the clock showed twice.
          [[4, 3, 2, 3, 3, 2, 2], { timeZone: 'Pacific/Auckland', dayStartHour: 2, desiredRetention: 0.9656812217988902 }],
        ],
      },
    );
  });
});
