import type { ProgressView } from '@studywright/core';
import { counted, number, percent } from '../../lib/format.ts';

/** Below this many answers a share is chance more than knowledge, and no percentage is shown. */
const enough = 15;

export interface Finding {
  headline: string;
  noteTitle: string;
  note: string;
}

/** 95 % range of a share (Wilson's score interval), for the evidence beside it. */
export function shareRange(right: number, of: number): { low: number; high: number } {
  const z = 1.96;
  const p = right / of;
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** What the last 30 days say about remembering, with its evidence; how much is missing where there is too little. */
export function remembered({ right, of }: ProgressView['retention'], goal: number): Finding {
  if (of < enough) {
    return {
      headline: 'How much you remember, in a while',
      noteTitle: `${number(of)} of ${enough} answers`,
      note: `Recall is counted from cards that came back for review in the last 30 days. From ${enough} such answers on it is shown here, with its range.`,
    };
  }
  const range = shareRange(right, of);
  const verdict = range.low > goal ? 'Above your goal' : range.high < goal ? 'Below your goal' : 'At your goal, as far as can be told';
  return {
    headline: `You remember ${percent(right / of)} of what comes up for review`,
    noteTitle: verdict,
    note: `${number(right)} of ${number(of)} recalled in the last 30 days, so likely ${Math.round(range.low * 100)} to ${percent(range.high)}. Your goal is ${percent(goal)}.`,
  };
}

/** “31 hours”, “40 minutes”. */
export function hours(minutes: number): string {
  return minutes < 90 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
}

/** One quiet line. */
export function streakLine({ current, longest }: ProgressView['streak']): string {
  if (current === 0) return longest === 0 ? 'No study days yet' : `Longest: ${counted(longest, 'day')} in a row`;
  return longest > current ? `${counted(current, 'day')} in a row; the longest was ${number(longest)}` : `${counted(current, 'day')} in a row`;
}
