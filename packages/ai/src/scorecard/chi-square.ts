/**
 * The upper tail of the chi-square distribution: how likely a sum at least as large as `statistic` is if chance alone is at
 * work (Pearson 1900). By the closed forms for a whole number of degrees of freedom (Abramowitz & Stegun 26.4.4, 26.4.5).
 * The error function of the odd ones is Abramowitz & Stegun 7.1.26, right to 1.5e-7.
 */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (degrees < 1 || statistic <= 0) return 1;
  const half = statistic / 2;
  const odd = degrees % 2 === 1;
  let term = odd ? Math.sqrt(half) * (2 / Math.sqrt(Math.PI)) * Math.exp(-half) : Math.exp(-half);
  let sum = odd ? 1 - errorFunction(Math.sqrt(half)) : term;
  if (!odd) term *= half;
  for (let k = odd ? 3 : 4; k <= degrees; k += 2) {
    sum += term;
    term *= half / (k / 2);
  }
  return Math.min(1, Math.max(0, sum));
}

function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  return 1 - t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
}
