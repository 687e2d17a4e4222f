/** Where the words of a page stand on it. */
import type { PlacedWord } from '../formats/format.ts';
import { ascent, descent } from './lines.ts';
import type { Line } from './lines.ts';
import type { Placement, Run } from './runs.ts';

interface Page {
  width: number;
  height: number;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Dots that lead from a title to its page number are no part of the text. */
const leader = /^[.…·]+$/;

/** The words of some lines, in reading order. */
export function placedWords(lines: readonly Line[], page: Page): PlacedWord[] {
  return lines.flatMap(({ runs }) => runs.flatMap((run) => [...wordsIn(run, page)]));
}

/**
 * The parser tells how long a run is and not where in it each letter stands, so that is shared out by how wide letters
 * are in common typefaces.
 */
function* wordsIn({ text, place }: Run, page: Page): Generator<PlacedWord> {
  const backwards = rightToLeft.test(text);
  const whole = widthOf(text);
  let before = 0;
  for (const [part] of text.matchAll(/\s+|\S+/g)) {
    const width = widthOf(part);
    const [from, to] = [before / whole, (before + width) / whole];
    before += width;
    if (part.trim() === '' || leader.test(part)) continue;
    const word = part.replace(/[\u00AD\u2010-]$/u, '') || part;
    yield { text: word, ...boxOf(place, backwards ? 1 - to : from, backwards ? 1 - from : to, page) };
  }
}

/** The part of a run from one share of its length to another, as fractions of the page. */
function boxOf({ turn, x, y, length, size }: Placement, from: number, to: number, page: Page): Omit<PlacedWord, 'text'> {
  // Two opposite corners: the writing runs along an edge of the page, or nearly so.
  const [ax, ay] = turn === 'down' ? [x - size / 2, y + from * length] : turned(x, y, from * length, -ascent * size, turn);
  const [bx, by] = turn === 'down' ? [x + size / 2, y + to * length] : turned(x, y, to * length, descent * size, turn);
  const left = clamped(Math.min(ax, bx) / page.width);
  const top = clamped(Math.min(ay, by) / page.height);
  return { x: left, y: top, width: clamped(Math.max(ax, bx) / page.width) - left, height: clamped(Math.max(ay, by) / page.height) - top };
}

const clamped = (share: number) => Math.min(1, Math.max(0, share));

/** From a place, so far along the line of writing and so far below it. */
function turned(x: number, y: number, along: number, below: number, turn: 0 | 1 | 2 | 3): [number, number] {
  if (turn === 1) return [x - below, y + along];
  if (turn === 2) return [x - along, y - below];
  if (turn === 3) return [x + below, y - along];
  return [x + along, y + below];
}

/** Advances in thousandths of the size, means of Times and Helvetica; other Latin, Greek and Cyrillic letters are about as wide as an n. */
const advances: Readonly<Record<string, number>> = { i: 250, j: 250, l: 250, t: 278, f: 306, r: 333, I: 306, J: 445, s: 445, c: 472, z: 472, m: 806, w: 722, M: 861, W: 944, ' ': 264, '-': 333, '(': 333, ')': 333, '@': 968, '%': 861, '—': 1000 };

/** By UTF-16 code unit, filled as they are met. */
const known = new Uint16Array(0x10000);

function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Nothing is 0 wide but marks that stand on letters, which are met seldom.
    width += known[code] || (known[code] = advance(text.charAt(at), code));
  }
  return Math.max(1, width);
}

function advance(char: string, code: number): number {
  if (/\p{M}/u.test(char)) return 0;
  if (/[.,:;!'|’‘]/u.test(char)) return 264;
  // Two units make one wide character.
  if (code >= 0xd800 && code <= 0xdfff) return 500;
  const wide = (code >= 0x2e80 && code < 0xfb00) || (code >= 0xfe30 && code < 0xfe70) || (code >= 0xff00 && code <= 0xff60);
  return advances[char] ?? (wide ? 1000 : /\p{Lu}/u.test(char) ? 690 : 528);
}
