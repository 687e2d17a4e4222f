/** Signs beyond ASCII, and where a text has them. */

const isEdge = (char: string) => char === '' || /[\s([{\u00A0]/.test(char);
const isWord = (char: string) => /[\p{L}\p{M}\p{N}]/u.test(char);
const good = 0.6;
const fair = 0.2;
const bad = -1;

/** @returns how much a sign between these two characters speaks for the text being read rightly: -1 to 0.6 */
export function punctuation(sign: string, before: string, after: string): number {
  if (sign === '\u00A0' || sign === '\u00AD' || sign === '\u200C' || sign === '\u200D' || sign === '\u200E' || sign === '\u200F') return 0;
  if (/[“”„‟«»‹›‘‚]/.test(sign)) return isWord(before) && isWord(after) ? bad : good;
  if (sign === '’') return isWord(before) ? good : 0;
  if (/[–—―]/.test(sign)) return isWord(before) && isWord(after) && !/\d/.test(before) ? fair : good;
  if (/[…·•]/.test(sign)) return good;
  if (/[¿¡]/.test(sign)) return !isWord(before) && (isWord(after) || after === '¿' || after === '¡') ? good : bad;
  if (/[ºª°]/.test(sign)) return /[\d\s.]/.test(before) || (isWord(before) && !isWord(after) && sign !== '°') ? fair : bad;
  if (/[€£¥₪฿]/.test(sign)) return /[\d\s]/.test(before) || /[\d\s]/.test(after) ? fair : bad;
  if (/[²³¹½¼¾]/.test(sign)) return isWord(before) && !/\p{L}/u.test(after) ? fair : /\d/.test(before + after) ? fair : bad;
  if (/[§№©®]/.test(sign)) return isEdge(before) ? fair : bad;
  if (/[×±÷µ™]/.test(sign)) return isWord(before) && isWord(after) && /\p{L}/u.test(before) ? bad : fair;
  return bad;
}
