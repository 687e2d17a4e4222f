/** Single characters, from what the parser says of them to what is read. */

/** By code, filled as they are met; as long as it may get from the start, for an array with few of many places is a slow one. */
const known = Array.from<string | undefined>({ length: 0x10000 });

/** @returns a space for white space of any width, nothing for what cannot be read */
export function characterOf(code: number): string {
  return known[code] ?? noted(code);
}

function noted(code: number): string {
  const character = read(code);
  if (code < 0x10000) known[code] = character;
  return character;
}

/** The parser's mark for a hyphen at the end of a line. */
const hyphen = 2;
const bullets = /[\uF0B7\uF0A7\uF0D8\uF0FC\uF076\uF06C\uF06E\uF0A8]/;
const spaces = /[\t \u00A0\u2000-\u200A\u202F\u205F\u3000]/;

function read(code: number): string {
  if (code === hyphen) return '-';
  if (code > 0x10ffff) return '';
  const character = String.fromCodePoint(code);
  if (spaces.test(character)) return ' ';
  // Private codes of symbol fonts.
  if (bullets.test(character)) return '•';
  return /[\p{Cc}\uE000-\uF8FF\uFFFE\uFFFF]/u.test(character) ? '' : character;
}

/** Hebrew, Arabic and their neighbours, with the forms that stand for several letters. */
export const isRightToLeft = (code: number) => (code >= 0x0590 && code <= 0x08ff) || (code >= 0xfb1d && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfeff);

/**
 * The letters that one glyph of right-to-left writing stands for, in logical order. A page draws a line from left to right,
 * so the parser turns its characters round, and with them the letters of such a glyph: “اإل” for “الإ”. Only where the glyph
 * had a code of its own are they as they should be.
 */
export function mended(letters: string): string {
  if (letters.length < 2) return letters;
  const other = [...letters].toReversed().join('');
  if (/^\p{M}/u.test(letters)) return other;
  if (/^\p{M}/u.test(other)) return letters;
  expansions ??= expand();
  return expansions.has(letters) && !expansions.has(other) ? letters : other;
}

let expansions: Set<string> | undefined;

function expand(): Set<string> {
  const texts = new Set<string>();
  for (let code = 0xfb1d; code <= 0xfeff; code += 1) {
    const text = String.fromCharCode(code).normalize('NFKC');
    if (text.length > 1) texts.add(text);
  }
  return texts;
}

export const isCyrillic = (code: number): boolean => code >= 0x400 && code < 0x530;

const cyrillic = /\p{Script=Cyrillic}/u;
const cyrillicI: Readonly<Record<string, string>> = { i: '\u0456', I: '\u0406' };

/**
 * Words of one text, where a font for Cyrillic has the Latin “i” for the Ukrainian one too, which looks the same. Others, such
 * as numbers in Roman digits, stay as they are.
 */
export function withCyrillicI(words: readonly string[]): readonly string[] {
  const isMixed = (word: string) => /[iI]/.test(word) && cyrillic.test(word) && !/[A-HJ-Za-hj-z]/.test(word);
  if (!words.some(isMixed)) return words;
  return words.map((word) => (isMixed(word) || /^\P{L}*[iI]\P{L}*$/u.test(word) ? word.replace(/[iI]/g, (letter) => cyrillicI[letter] ?? letter) : word));
}
