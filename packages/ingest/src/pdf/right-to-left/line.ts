/** Lines with writing that leads to the left, from what stands in them. */
import { kindOf } from './classes.ts';
import { inReadingOrder, units } from './reading-order.ts';
import type { Direction } from './reading-order.ts';

/** What a sign of a page stands for, mostly one letter, and where it begins and ends along its line, in points. */
export interface Glyph {
  text: string;
  from: number;
  to: number;
  /** Where it comes among those of its line from left to right: letters that are drawn over each other are no less in order. */
  at: number;
}

export type Word = Omit<Glyph, 'at'>;

export interface ReadLine {
  text: string;
  /** In reading order. */
  words: Word[];
  /** Cells far apart, separated by tabs in the text. */
  tabular: boolean;
}

/** Gaps that part cells, and words where the line has spaces of its own and where it has none, where the parser takes a gap for one or the writing turns round, and what is no space of the line's own; as shares of the size. */
const gaps = { cell: 2.2, besideSpaces: 0.22, word: 0.12, guessed: 0.06, thinSpace: 0.2 };
/** A line with fewer signs to each of its spaces has all that it needs. */
const signsToSpace = 12;

export const isMark = (text: string): boolean => /^\p{M}+$/u.test(text);
const middle = ({ from, to }: Glyph) => (from + to) / 2;

/** @param glyphs those of one line, in any order @param size in points, of most of them */
export function readLine(glyphs: readonly Glyph[], size: number, direction: Direction): ReadLine {
  const read = inReadingOrder(spaced(fromLeft(glyphs), size), direction);
  const words: Word[] = [];
  let word: Word | undefined;
  for (const glyph of read) {
    if (glyph.text === ' ' || glyph.text === '\t') word = undefined;
    else if (word === undefined) words.push((word = { text: glyph.text, from: glyph.from, to: glyph.to }));
    else Object.assign(word, { text: word.text + glyph.text, from: Math.min(word.from, glyph.from), to: Math.max(word.to, glyph.to) });
  }
  const text = read.map((glyph) => glyph.text).join('');
  return { text, words, tabular: text.includes('\t') };
}

/** As they stand on the page, each mark with the letter that it is drawn over. */
function fromLeft(glyphs: readonly Glyph[]): Glyph[] {
  const sorted = glyphs.filter(({ text }) => !isMark(text)).sort((a, b) => a.at - b.at).map((glyph) => ({ ...glyph }));
  const letters = sorted.filter(({ text }) => text !== ' ');
  for (const mark of glyphs.filter(({ text }) => isMark(text))) {
    const away = (glyph: Glyph) => Math.abs(middle(glyph) - middle(mark));
    const letter = around(letters, ({ at }) => at, middle(mark)).reduce<Glyph | undefined>((nearest, glyph) => (nearest === undefined || away(glyph) < away(nearest) ? glyph : nearest), undefined);
    if (letter) letter.text += mark.text;
  }
  return sorted;
}

/** Some to each side of a place among what is sorted by it. */
const neighbours = 4;

export function around<T>(sorted: readonly T[], placeOf: (one: T) => number, place: number): readonly T[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middleOne = (low + high) >> 1;
    const one = sorted[middleOne];
    if (one !== undefined && placeOf(one) < place) low = middleOne + 1;
    else high = middleOne;
  }
  return sorted.slice(Math.max(0, low - neighbours), low + neighbours);
}

/** With a space or a tab for each gap between words and cells. */
function spaced(glyphs: readonly Glyph[], size: number): Glyph[] {
  const solid = glyphs.filter(({ text }) => text !== ' ');
  const hasSpaces = glyphs.filter(({ text, from, to }) => text === ' ' && to - from > gaps.thinSpace * size).length * signsToSpace > solid.length;
  const wide = (hasSpaces ? gaps.besideSpaces : gaps.word) * size;
  const line: Glyph[] = [];
  let before: Glyph | undefined;
  let least = wide;
  for (const glyph of glyphs) {
    if (glyph.text === ' ') {
      // The parser puts spaces into gaps, which have no size.
      least = Math.min(least, glyph.to > glyph.from ? -Infinity : gaps.guessed * size);
      continue;
    }
    if (before) {
      const gap = glyph.from - before.to;
      if (turnsRound(before, glyph)) least = Math.min(least, gaps.guessed * size);
      const text = gap > gaps.cell * size ? '\t' : gap > least ? ' ' : '';
      if (text !== '') line.push({ text, from: before.to, to: glyph.from, at: glyph.at });
    }
    line.push(glyph);
    before = glyph;
    least = wide;
  }
  return line;
}

/** Whether one is a letter of a writing that leads to the left and the other one of one that leads to the right. */
function turnsRound({ text: before }: Glyph, { text }: Glyph): boolean {
  const [one, other] = [kindOf(before), kindOf(text)];
  return (one === 'L' && (other === 'R' || other === 'AL')) || (other === 'L' && (one === 'R' || one === 'AL'));
}

/** At least this share of the letters of a line lead to the left where most of the page does. */
const fewestLeft = 0.2;
/** Digits and commas of Arabic and Persian. */
const ofThem = /[،؛؟٪-٬٠-٩۰-۹]/;
/** Where writing leads to the left, what ends a sentence stands at the left of it, and a measure to the left of its number. */
const endsAtLeft = /^(?:[.,;:!?][()[\]{}«»]*|[)\]}»]+)\s?[\p{L}\p{N}]/u;
const unitAtLeft = new RegExp(`^(?:${units}) ?\\d`);

/** @param shown the text of a line, from left to right @param page how most of it is read */
export function isReadFromRight(shown: string, page: Direction): boolean {
  const { all, left } = lettersOf(shown);
  if (!page.rtl) return left * 2 > all;
  return left > 0 ? left >= fewestLeft * all : ofThem.test(shown) || endsAtLeft.test(shown) || unitAtLeft.test(shown);
}

/** How many letters a text has, and how many of them lead to the left. */
export function lettersOf(text: string): { all: number; left: number } {
  const letters = text.match(/\p{L}/gu) ?? [];
  return { all: letters.length, left: letters.filter((letter) => /^(?:R|AL)$/.test(kindOf(letter))).length };
}
