/** Facts about scripts that joining lines depends on. */

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\u30FB\u30FC\uFF00-\uFFEF]/u;

/** Whether both sides of a line end are written without spaces between words, as Chinese and Japanese are. */
export function joinsWithoutSpace(before: string, after: string): boolean {
  if (!mayBeUnspaced(before.charCodeAt(before.length - 1)) || !mayBeUnspaced(after.charCodeAt(0))) return false;
  return isUnspaced(Array.from(before.slice(-2)).at(-1) ?? '') && isUnspaced(Array.from(after.slice(0, 2))[0] ?? '');
}

/** Looked at first, for it is asked at every line end. */
const mayBeUnspaced = (code: number) => code >= 0x2e80;

export function isUnspaced(char: string): boolean {
  return unspaced.test(char);
}
