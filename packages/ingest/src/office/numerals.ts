/** Numbers as lists show them. */

const roman: readonly [number, string][] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']];

export type Numeral = 'decimal' | 'zero' | 'lowerLetter' | 'upperLetter' | 'lowerRoman' | 'upperRoman' | 'circled' | 'ideograph';

/** @param number from 1; what has no numeral of that kind is written in figures. */
export function numeral(number: number, kind: Numeral): string {
  switch (kind) {
    case 'zero':
      return String(number).padStart(2, '0');
    case 'lowerLetter':
      return letters(number) ?? String(number);
    case 'upperLetter':
      return letters(number)?.toUpperCase() ?? String(number);
    case 'lowerRoman':
      return romanOf(number) ?? String(number);
    case 'upperRoman':
      return romanOf(number)?.toUpperCase() ?? String(number);
    case 'circled':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x245f + number) : String(number);
    case 'ideograph':
      return ideographs(number) ?? String(number);
    case 'decimal':
      return String(number);
  }
}

/** a … z, aa, bb …: as Office counts on. */
function letters(number: number): string | null {
  if (number < 1 || number > 260) return null;
  return String.fromCodePoint(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}

function romanOf(number: number): string | null {
  if (number < 1 || number > 3999) return null;
  let rest = number;
  let written = '';
  for (const [value, sign] of roman) {
    while (rest >= value) {
      written += sign;
      rest -= value;
    }
  }
  return written;
}

function ideographs(number: number): string | null {
  if (number < 1 || number > 99) return null;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const digit = (value: number) => '〇一二三四五六七八九'.charAt(value);
  return `${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digit(ones) : ''}`;
}
