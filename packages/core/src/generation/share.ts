/**
 * So many things among parts by their weights: whole numbers that add up to `total`, none further than 1 from its exact share
 * (largest remainder, Hamilton 1792). Without any weight all get the same.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const given = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = given.reduce((all, weight) => all + weight, 0);
  const exact = given.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byRemainder = [...exact.keys()].sort((a, b) => remainder(exact, b) - remainder(exact, a) || a - b);
  for (const part of byRemainder.slice(0, left)) shares[part] = (shares[part] ?? 0) + 1;
  return shares;
}

function remainder(exact: readonly number[], part: number): number {
  return (exact[part] ?? 0) % 1;
}
