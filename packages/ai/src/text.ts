/** A model's words as they may be stored: no control characters, no halves of characters, plain white space. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** For telling whether two texts say the same: without regard to letter case, white space and the stop at the end. */
export function sameKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').replace(/^ | ?[.?!:]* *$/gu, '');
}
