/** The order of a sitting: what is being learned first, then reviews with new cards spread evenly among them. */
import { startOfDayAfter, type DaySettings } from '../platform/day.ts';

export interface Gathered<T> {
  /** Short-step cards that are due, earliest first. */
  learning: readonly T[];
  /** Reviews that are due, in the order in which they are to come. */
  due: readonly T[];
  /** New cards, in the order of their document. */
  fresh: readonly T[];
}

export function interleave<T>({ learning, due, fresh }: Gathered<T>, limit: number): T[] {
  const mixed: T[] = [];
  const total = due.length + fresh.length;
  let taken = 0;
  for (let place = 0; place < total; place += 1) {
    // The share of new cards among the first places never strays from their share of the whole by more than one.
    const wanted = Math.floor(((place + 1) * fresh.length) / total);
    const takeFresh = taken < wanted || place - taken >= due.length;
    const next = takeFresh ? fresh[taken] : due[place - taken];
    if (takeFresh) taken += 1;
    if (next !== undefined) mixed.push(next);
  }
  return [...learning, ...mixed].slice(0, limit);
}

/** Seconds before its time at which a short-step card may be shown once nothing else is left. */
export const learnAheadSeconds = 20 * 60;

/**
 * Until when the siblings of a card that was studied now wait: the student's next day, as one of them tells the answer to
 * the other. A day that begins before the longest of the short steps is over is no wait: the one after it is meant.
 */
export function siblingsWaitUntil(now: Date, settings: DaySettings): Date {
  const next = startOfDayAfter(now, 1, settings);
  return new Date(next - now.getTime() >= learnAheadSeconds * 1000 ? next : startOfDayAfter(now, 2, settings));
}
