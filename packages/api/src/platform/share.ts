import { standingAfter, turnIsOver, turnMs } from '@studywright/core';
import type { Queryable } from '@studywright/db';
import type { Line } from './jobs.ts';

/** What one job may use of a worker before others have their turn. */
export interface Share {
  /** Asked between two parts of the work: whether to stop here. */
  isOver(): Promise<boolean>;
  /**
   * Asked in the middle of a part: whether to drop it, for this place is kept for those who have had nothing yet.
   * @param size of the job; `unknown` as long as it is being found out
   */
  makesRoom(size: JobSize): Promise<boolean>;
  /** Enqueues the job again, behind those whose turn it is. */
  standBehind(db: Queryable): Promise<void>;
}

export type JobSize = 'short' | 'long' | 'unknown';

/**
 * After which a job in that place makes room, in milliseconds: one that is known to be long as soon as somebody waits. One that
 * is short would lose more than the others win, and on a busy machine it would never be done.
 */
const roomAfterMs = { short: Infinity, long: turnMs / 4, unknown: 10 * turnMs } as const;

/** How often the line is looked at, in milliseconds of the given clock. */
const lookEveryMs = 200;

/** @param line none where nobody can wait behind this job, such as outside a worker */
export function createShare(line: Line | undefined, now: () => Date): Share {
  const begun = now().getTime();
  const used = () => now().getTime() - begun;
  let lookedAt = begun;
  return {
    async isOver() {
      if (!line || now().getTime() - lookedAt < lookEveryMs) return false;
      lookedAt = now().getTime();
      return turnIsOver(line.standing, used(), await line.ahead());
    },
    async makesRoom(size) {
      if (!line?.express || used() < roomAfterMs[size]) return false;
      const ahead = await line.ahead();
      return ahead !== null && ahead >= line.standing;
    },
    async standBehind(db) {
      await line?.standBehind(db, standingAfter(line.standing, used(), line.express));
    },
  };
}
