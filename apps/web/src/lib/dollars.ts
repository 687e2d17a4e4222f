/** Millionths of a US dollar as `$1.25`; what is less than a cent, but not nothing, says so. */
export function dollars(micros: number): string {
  return micros > 0 && micros < 10_000 ? 'under $0.01' : `$${(micros / 1_000_000).toFixed(2)}`;
}
