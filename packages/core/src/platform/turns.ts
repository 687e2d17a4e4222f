/**
 * Whose turn it is where more waits than is worked on at once: whoever has had least goes first. What waits has a standing, 0
 * where nothing of its owner's is before it, and one less for each turn it has used.
 */
export const turnMs = 2_000;
/** Below this nobody falls: a long work then takes turns with the other long ones. */
const lowest = -8;
/** Taking something up again costs something too. */
const leastMs = 500;

/** Of new work. @param unfinished what its owner has waiting or in work already */
export function firstStanding(unfinished: number): number {
  return Math.max(lowest, 0 - unfinished);
}

/**
 * After `usedMs` of work on something that began with `standing`.
 * @param madeRoom in the place that is kept for short work: it does not come back to it, for another short one may wait by then
 */
export function standingAfter(standing: number, usedMs: number, madeRoom = false): number {
  if (standing <= lowest) return standing;
  return Math.max(lowest, standing - Math.max(madeRoom ? 1 : 0, Math.floor(usedMs / turnMs)));
}

/** Whether to stop at the next good place. @param ahead the best standing among what waits; null where nothing does */
export function turnIsOver(standing: number, usedMs: number, ahead: number | null): boolean {
  if (ahead === null || usedMs < leastMs) return false;
  const now = standingAfter(standing, usedMs);
  return ahead > now || (ahead === now && usedMs >= turnMs);
}
