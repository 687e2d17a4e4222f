/**
 * Where a level likely lies, from how many of so many questions were right: Wilson's score interval, 95 %. Shares, 0 to 1.
 * Source: E. B. Wilson, JASA 22 (1927).
 */
export function likelyRange(right: number, of: number): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const z = 1.959964;
  const share = right / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const middle = share + (z * z) / (2 * of);
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/** Fewer questions tell too little for a range to be worth its words. */
export const fewestForRange = 5;
