import { addDays } from '../platform/day.ts';

export interface Streak {
  /** Days in a row up to today, or up to yesterday while today has no answer yet. */
  current: number;
  longest: number;
  studiedToday: boolean;
}

/** Counts days in a row. `days` are the student's days with an answer, in any order, each at most once. */
export function streak(days: readonly string[], today: string): Streak {
  const studied = new Set(days);
  const studiedToday = studied.has(today);
  let current = 0;
  for (let day = studiedToday ? today : addDays(today, -1); studied.has(day); day = addDays(day, -1)) current += 1;
  let longest = current;
  for (const day of studied) {
    if (studied.has(addDays(day, -1))) continue;
    let run = 1;
    while (studied.has(addDays(day, run))) run += 1;
    longest = Math.max(longest, run);
  }
  return { current, longest, studiedToday };
}
