import { limits } from '../platform/limits.ts';

export interface Failures {
  count: number;
  lastAt: Date;
}

/** Whole seconds to wait before the next try: none for the first wrong ones, then doubling up to a ceiling. */
export function signInDelay(failures: Failures | null, now: Date): number {
  if (!failures || isForgotten(failures, now)) return 0;
  const { triesBeforeDelay, firstDelaySeconds, longestDelaySeconds } = limits.signIn;
  const over = failures.count - triesBeforeDelay;
  if (over < 0) return 0;
  const delay = Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** Math.min(over, 20));
  return Math.max(0, Math.ceil(delay - (now.getTime() - failures.lastAt.getTime()) / 1000));
}

/** Old tries count no more. */
export function isForgotten(failures: Failures, now: Date): boolean {
  return now.getTime() - failures.lastAt.getTime() > limits.signIn.windowMinutes * 60_000;
}
