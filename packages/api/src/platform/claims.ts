/** Work on a row that a worker has claimed, and that it may lose to another or to a student who no longer wants it. */
import type { AppError } from '@studywright/core';
import { toAppError } from './errors.ts';
import { isFinal, type JobRun } from './jobs.ts';

/** Thrown to end the work without a word: nobody wants it any more, or another worker has it. */
export class LetGo extends Error {}
/** Thrown to end the work where it is, for others to have their turn. */
export class Rest extends Error {}

/** @returns false where the row turned out to be no longer ours to work on */
export async function unlessLetGo(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (gone) {
    if (gone instanceof LetGo) return false;
    throw gone;
  }
}

/**
 * After an error in the work: what will not pass is final and said at once; the rest is tried again by the queue first, to
 * which the error is thrown.
 * @param about ids for the log
 * @param say writes into the row, held in a transaction, why it failed; null where it waits to be tried again
 */
export async function giveUp(thrown: unknown, { deps, attempt }: Pick<JobRun, 'deps' | 'attempt'>, about: Record<string, string>, say: (final: AppError | null) => Promise<void>): Promise<void> {
  if (thrown instanceof LetGo) return;
  const error = toAppError(thrown);
  const final = isFinal(error, attempt);
  deps.log.warn({ ...about, attempt, final, err: thrown }, 'work failed');
  const ours = await unlessLetGo(say(final ? error : null));
  if (ours && !final) throw thrown;
}

/** What is said of a work that waits for its next try, or for its next turn. */
export const waiting = { interrupted: 'Interrupted, goes on in a moment', resting: 'Others have their turn, goes on in a moment' } as const;
