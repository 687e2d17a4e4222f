/** The list with the item at `from` at place `to` instead. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.min(next.length, Math.max(0, to)), 0, item);
  return next;
}

/** The pairs once `left` has `right`: what had it before is open again. */
export function paired(pairs: readonly (number | null)[], left: number, right: number | null): (number | null)[] {
  return pairs.map((held, place) => (place === left ? right : held === right ? null : held));
}
