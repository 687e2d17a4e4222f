/**
 * About how many tokens a text is, without the model's own tokeniser, which a compatible endpoint does not tell. Rather
 * too many than too few: it only decides how much is asked at once.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    tokens += code < 0x250 ? 0.3 : code < 0x2e80 ? 0.55 : 1.1;
  }
  return Math.ceil(tokens);
}

/**
 * Cuts a run into consecutive batches of at most `room` tokens (a single item may be larger), rather where `section`
 * changes than in the middle of one.
 */
export function batches<T>(items: readonly T[], room: number, sizeOf: (item: T) => number, section: (item: T) => string): T[][] {
  const cut: T[][] = [];
  let batch: T[] = [];
  let size = 0;
  for (const item of items) {
    const more = sizeOf(item);
    const last = batch.at(-1);
    const fits = size + more <= room;
    const goodPlace = last !== undefined && section(last) !== section(item) && size > room * 0.6;
    if (batch.length > 0 && (!fits || goodPlace)) {
      cut.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += more;
  }
  if (batch.length > 0) cut.push(batch);
  return cut;
}

export function halves<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
