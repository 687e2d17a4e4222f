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

/** Dots that lead from a title to its page number are no part of the text. */
const leader = /^[.…·]+$/;

/** The words of runs that are in reading order. */
export function wordsOf(runs: readonly Run[]): LineWords {
  const texts: string[] = [];
  const edges = new Float32Array(4 * runs.reduce((sum, { words }) => sum + words.length, 0));
  for (const { words, edges: ends, place } of runs) {
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? '';
      if (leader.test(word)) continue;
      noteEdges(place, ends[2 * index] ?? 0, ends[2 * index + 1] ?? 0, edges, 4 * texts.length);
      texts.push(withoutHyphen(word));
    }
  }
  return { texts, edges };
}

/** At a line end the other half of the word stands elsewhere. */
function withoutHyphen(word: string): string {
  const last = word.charCodeAt(word.length - 1);
  return word.length > 1 && (last === 0x2d || last === 0xad || last === 0x2010) ? word.slice(0, -1) : word;
}

/** Those of the part of a run between two places along it. */
function noteEdges({ turn, x, y, size }: Placement, from: number, to: number, edges: Float32Array, at: number): void {
  if (turn === 0) {
    edges[at] = x + from;
    edges[at + 1] = y - ascent * size;
    edges[at + 2] = x + to;
    edges[at + 3] = y + descent * size;
    return;
  }
  // Two opposite corners: the writing runs along an edge of the page, or nearly so.
  const [ax, ay] = turn === 'down' ? [x - size / 2, y + from] : turned(x, y, from, -ascent * size, turn);
  const [bx, by] = turn === 'down' ? [x + size / 2, y + to] : turned(x, y, to, descent * size, turn);
  edges[at] = Math.min(ax, bx);
  edges[at + 1] = Math.min(ay, by);
  edges[at + 2] = Math.max(ax, bx);
  edges[at + 3] = Math.max(ay, by);
}

/** One by one, as fractions of the page. */
export function* placed(lines: Iterable<{ words: readonly LineWords[] }>, page: { width: number; height: number }): Generator<PlacedWord> {
  for (const { words } of lines) {
    for (const { texts, edges } of words) {
      for (const [index, text] of texts.entries()) {
        const at = 4 * index;
        const x = clamped((edges[at] ?? 0) / page.width);
        const y = clamped((edges[at + 1] ?? 0) / page.height);
        const width = clamped((edges[at + 2] ?? 0) / page.width) - x;
        const height = clamped((edges[at + 3] ?? 0) / page.height) - y;
        // What lies beyond the page stands nowhere on it.
        if (width > 0 && height > 0) yield { text, x, y, width, height };
      }
    }
  }
}

const clamped = (share: number) => Math.min(1, Math.max(0, share));

/** From a place, so far along the line of writing that is turned and so far below it. */
function turned(x: number, y: number, along: number, below: number, turn: 1 | 2 | 3): [number, number] {
  if (turn === 1) return [x - below, y + along];
  if (turn === 2) return [x - along, y - below];
  return [x + below, y - along];
}
