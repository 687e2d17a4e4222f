import { codePoint } from 'dingbat-to-unicode';

const symbolFonts = /^(?:symbol|wingdings(?: [23])?|webdings|zapf dingbats)$/i;

/**
 * Text in a font whose letters are signs (α is an “a” in the font Symbol), as the signs that are seen. Office moves such
 * letters to U+F000 and above. A sign that is known in no font is left out: nobody could read or search it.
 */
export function signs(text: string, font: string | undefined): string {
  const symbolic = font !== undefined && symbolFonts.test(font);
  if (!symbolic && !/[\uF000-\uF0FF]/.test(text)) return text;
  return text.replace(symbolic ? /[\u0021-\u00FF\uF000-\uF0FF]/g : /[\uF000-\uF0FF]/g, (char) => signOf(char.charCodeAt(0) & 0xff, symbolic ? font : 'Symbol'));
}

/** @param code of a sign, in hexadecimal, as `w:sym` has it */
export function sign(code: string, font: string): string {
  const number = Number.parseInt(code, 16);
  if (!Number.isInteger(number) || number < 0x20 || number > 0xffff) return '';
  return number < 0x100 || (number >= 0xf000 && number <= 0xf0ff) ? signOf(number & 0xff, font) : String.fromCharCode(number);
}

function signOf(code: number, font: string): string {
  const name = font.toLowerCase().replace(/(?:^|\s)[a-z]/g, (letter) => letter.toUpperCase());
  return codePoint(name, code)?.string ?? '';
}
