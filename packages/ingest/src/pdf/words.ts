/** Where the words of a page stand on it. */
import type { PlacedWord } from '../formats/format.ts';
import type { Placement, Run } from './runs.ts';

/** How far letters reach above and below the baseline, as shares of the size. */
export const ascent = 0.78;
export const descent = 0.22;

/** The words of a line in reading order, packed: a long document has a million of them. */
export interface LineWords {
  texts: readonly string[];
  /** Left, top, right and bottom of each, in points of the page as shown. */
  edges: Float32Array;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Dots that lead from a title to its page number are no part of the text. */
const leader = /^[.…·]+$/;

/** The words of runs that are in reading order. */
export function wordsOf(runs: readonly Run[]): LineWords {
  const texts: string[] = [];
  const edges: number[] = [];
  for (const run of runs) noteWords(run, texts, edges);
  return { texts, edges: Float32Array.from(edges) };
}

/**
 * The parser tells how long a run is and not where in it each letter stands, so that is shared out by how wide letters
 * are in common typefaces.
 */
function noteWords({ text, place }: Run, texts: string[], edges: number[]): void {
  const backwards = rightToLeft.test(text);
  const whole = widthOf(text);
  let before = 0;
  for (const [part] of text.matchAll(/\s+|\S+/g)) {
    const width = widthOf(part);
    const [from, to] = [before / whole, (before + width) / whole];
    before += width;
    if (part.trim() === '' || leader.test(part)) continue;
    texts.push(part.replace(/[\u00AD\u2010-]$/u, '') || part);
    noteEdges(place, backwards ? 1 - to : from, backwards ? 1 - from : to, edges);
  }
}

/** Those of the part of a run from one share of its length to another. */
function noteEdges({ turn, x, y, length, size }: Placement, from: number, to: number, edges: number[]): void {
  // Two opposite corners: the writing runs along an edge of the page, or nearly so.
  const [ax, ay] = turn === 'down' ? [x - size / 2, y + from * length] : turned(x, y, from * length, -ascent * size, turn);
  const [bx, by] = turn === 'down' ? [x + size / 2, y + to * length] : turned(x, y, to * length, descent * size, turn);
  edges.push(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
}

/** One by one, as fractions of the page. */
export function* placed(lines: Iterable<{ words: readonly LineWords[] }>, page: { width: number; height: number }): Generator<PlacedWord> {
  for (const { words } of lines) {
    for (const { texts, edges } of words) {
      for (const [index, text] of texts.entries()) {
        const [left = 0, top = 0, right = 0, bottom = 0] = edges.subarray(4 * index, 4 * index + 4);
        const [x, y] = [clamped(left / page.width), clamped(top / page.height)];
        const [width, height] = [clamped(right / page.width) - x, clamped(bottom / page.height) - y];
        // What lies beyond the page stands nowhere on it.
        if (width > 0 && height > 0) yield { text, x, y, width, height };
      }
    }
  }
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
