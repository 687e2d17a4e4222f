/** The order of a sitting: what is being learned first, then reviews with new cards spread evenly among them. */

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
