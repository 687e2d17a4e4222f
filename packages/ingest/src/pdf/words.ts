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
  const edges: number[] = [];
  for (const run of runs) noteWords(run, texts, edges);
  return { texts, edges: Float32Array.from(edges) };
}

function noteWords({ words, edges: ends, place }: Run, texts: string[], edges: number[]): void {
  for (const [index, word] of words.entries()) {
    if (leader.test(word)) continue;
    texts.push(word.replace(/[\u00AD\u2010-]$/u, '') || word);
    noteEdges(place, ends[2 * index] ?? 0, ends[2 * index + 1] ?? 0, edges);
  }
}

/** Those of the part of a run between two places along it. */
function noteEdges({ turn, x, y, size }: Placement, from: number, to: number, edges: number[]): void {
  // Two opposite corners: the writing runs along an edge of the page, or nearly so.
  const [ax, ay] = turn === 'down' ? [x - size / 2, y + from] : turned(x, y, from, -ascent * size, turn);
  const [bx, by] = turn === 'down' ? [x + size / 2, y + to] : turned(x, y, to, descent * size, turn);
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
