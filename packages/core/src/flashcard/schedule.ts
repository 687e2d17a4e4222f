/**
 * When a card comes again: FSRS-6 by ts-fsrs, on the student's day. Reviews of a day or more fall due when that day
 * starts, so that a card rated at 21:00 does not wait until 21:00; shorter steps keep their minutes.
 */
import { fsrs, GenSeedStrategyWithCardId, State, StrategyMode, type Card as FsrsCard, type FSRS } from 'ts-fsrs';
import { startOfDayAfter, toStudentClock, type DaySettings } from '../platform/day.ts';
import type { CardState, Intervals, Rating } from './schema.ts';
import { learnAheadSeconds } from './session.ts';

export interface ScheduleSettings extends DaySettings {
  /** Share of reviews to be remembered, 0.70 to 0.97. */
  desiredRetention: number;
  /** Spreads reviews that would fall on one day; off where a test compares with published figures. */
  fuzz?: boolean;
}

/** Where a student stands with a card. Instants are ISO 8601 in UTC, so that it is stored as it is. */
export interface ScheduleState {
  state: CardState;
  /** Null while new. */
  due: string | null;
  /** Days until recall falls to 90 %. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  scheduledDays: number;
  learningSteps: number;
  reps: number;
  lapses: number;
  lastReviewAt: string | null;
  lastRating: Rating | null;
}

export const newSchedule: ScheduleState = {
  state: 'new',
  due: null,
  stability: 0,
  difficulty: 0,
  scheduledDays: 0,
  learningSteps: 0,
  reps: 0,
  lapses: 0,
  lastReviewAt: null,
  lastRating: null,
};

const stateToFsrs = { new: State.New, learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;
const stateFromFsrs = ['new', 'learning', 'review', 'relearning'] as const;
const schedulers = new Map<string, FSRS>();

function schedulerOf({ desiredRetention, fuzz = true }: ScheduleSettings): FSRS {
  const key = `${desiredRetention}/${fuzz}`;
  let scheduler = schedulers.get(key);
  if (!scheduler) {
    scheduler = fsrs({ request_retention: desiredRetention, enable_fuzz: fuzz });
    // Seeded by card and repetition: the interval that a button shows is the one that it gives.
    scheduler.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('seed'));
    schedulers.set(key, scheduler);
  }
  return scheduler;
}

function toFsrs(card: ScheduleState, seed: string, now: Date, settings: DaySettings): FsrsCard & { seed: string } {
  const due = card.due === null ? now : new Date(card.due);
  return {
    seed,
    due: toStudentClock(due, settings),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: card.scheduledDays,
    learning_steps: card.learningSteps,
    reps: card.reps,
    lapses: card.lapses,
    state: stateToFsrs[card.state],
    ...(card.lastReviewAt === null ? {} : { last_review: toStudentClock(new Date(card.lastReviewAt), settings) }),
  };
}

/** Epoch milliseconds of `due`. A day that begins before the longest of the short steps is over is no day's wait: the one after it is meant. */
function dueAfter(next: FsrsCard, now: Date, clock: Date, settings: DaySettings): { due: number; scheduledDays: number } {
  if (next.scheduled_days < 1) return { due: now.getTime() + next.due.getTime() - clock.getTime(), scheduledDays: 0 };
  const due = startOfDayAfter(now, next.scheduled_days, settings);
  if (due - now.getTime() >= learnAheadSeconds * 1000) return { due, scheduledDays: next.scheduled_days };
  const scheduledDays = next.scheduled_days + 1;
  return { due: startOfDayAfter(now, scheduledDays, settings), scheduledDays };
}

function fromFsrs(next: FsrsCard, rating: Rating, now: Date, clock: Date, settings: DaySettings): ScheduleState {
  const { due, scheduledDays } = dueAfter(next, now, clock, settings);
  return {
    state: stateFromFsrs[next.state],
    due: new Date(due).toISOString(),
    stability: next.stability,
    difficulty: next.difficulty,
    scheduledDays,
    learningSteps: next.learning_steps,
    reps: next.reps,
    lapses: next.lapses,
    lastReviewAt: now.toISOString(),
    lastRating: rating,
  };
}

/** Pure: the same card, rating, instant and settings give the same next state. `seed` is the card's id. */
export function review(card: ScheduleState, rating: Rating, now: Date, settings: ScheduleSettings, seed: string): ScheduleState {
  const clock = toStudentClock(now, settings);
  const { card: next } = schedulerOf(settings).next(toFsrs(card, seed, now, settings), clock, rating);
  return fromFsrs(next, rating, now, clock, settings);
}

/** What each rating would give, in whole seconds from now. */
export function preview(card: ScheduleState, now: Date, settings: ScheduleSettings, seed: string): Intervals {
  const clock = toStudentClock(now, settings);
  const log = schedulerOf(settings).repeat(toFsrs(card, seed, now, settings), clock);
  const seconds = (rating: Rating) => Math.max(0, Math.round((dueAfter(log[rating].card, now, clock, settings).due - now.getTime()) / 1000));
  return { 1: seconds(1), 2: seconds(2), 3: seconds(3), 4: seconds(4) };
}

/** Chance of recalling the card now, 0 to 1 (FSRS-6 forgetting curve); null before its first review. */
export function retrievability(card: ScheduleState, now: Date, settings: ScheduleSettings): number | null {
  if (card.state === 'new' || card.lastReviewAt === null) return null;
  return schedulerOf(settings).get_retrievability(toFsrs(card, '', now, settings), toStudentClock(now, settings), false);
}
