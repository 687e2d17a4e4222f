/** Where the words of a page stand on it. */
import { inSteps } from '../formats/format.ts';
import type { PlacedWords } from '../formats/format.ts';
import type { Placement, Run } from './runs.ts';

/** How far letters reach above and below the baseline, as shares of the size. */
export const ascent = 0.78;
export const descent = 0.22;

/** The words of a line in reading order, packed: a long document has a million of them. */
export interface LineWords {
  texts: readonly string[];
  /** From `at` on, left, top, right and bottom of each, in points of the page as shown. */
  edges: Float32Array;
  at: number;
}

/** Edges of many lines lie in one array, for an array of its own for each costs more than what is in it. */
const sharedEdges = 1 << 16;
let shared = new Float32Array(0);
let taken = 0;

function roomFor(edges: number): Pick<LineWords, 'edges' | 'at'> {
  if (taken + edges > shared.length) {
    shared = new Float32Array(Math.max(sharedEdges, edges));
    taken = 0;
  }
  const at = taken;
  taken += edges;
  return { edges: shared, at };
}

/** Dots that lead from a title to its page number are no part of the text. */
const leader = /^[.…·]+$/;

function isLeader(word: string): boolean {
  const first = word.charCodeAt(0);
  return (first === 0x2e || first === 0x2026 || first === 0xb7) && leader.test(word);
}

/** The words of runs that are in reading order. */
export function wordsOf(runs: readonly Pick<Run, 'words' | 'edges' | 'place'>[]): LineWords {
  const texts: string[] = [];
  let most = 0;
  for (const { words } of runs) most += words.length;
  const { edges, at } = roomFor(4 * most);
  for (const { words, edges: ends, place } of runs) {
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? '';
      if (isLeader(word)) continue;
      noteEdges(place, ends[2 * index] ?? 0, ends[2 * index + 1] ?? 0, edges, at + 4 * texts.length);
      texts.push(withoutHyphen(word));
    }
  }
  return { texts, edges, at };
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

/** @param page in points */
export function placed(lines: readonly { words: readonly LineWords[] }[], page: { width: number; height: number }): PlacedWords {
  return {
    forEach(visit) {
      for (const { words } of lines) {
        for (const { texts, edges, at: first } of words) {
          for (let index = 0; index < texts.length; index += 1) {
            const at = first + 4 * index;
            const x = clamped((edges[at] ?? 0) / page.width);
            const y = clamped((edges[at + 1] ?? 0) / page.height);
            const width = clamped((edges[at + 2] ?? 0) / page.width) - x;
            const height = clamped((edges[at + 3] ?? 0) / page.height) - y;
            // What lies beyond the page stands nowhere on it.
            if (width > 0 && height > 0) visit(texts[index] ?? '', inSteps(x), inSteps(y), inSteps(width), inSteps(height));
          }
        }
      }
    },
  };
}

/** What words cover of a page, in points; null where none stands on it. */
export function areaOfWords(lines: readonly { words: readonly LineWords[] }[], page: { width: number; height: number }): { x0: number; y0: number; x1: number; y1: number } | null {
  const area = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const { words } of lines) {
    for (const { texts, edges, at: first } of words) {
      for (let at = first; at < first + 4 * texts.length; at += 4) {
        const x0 = clamped((edges[at] ?? 0) / page.width) * page.width;
        const y0 = clamped((edges[at + 1] ?? 0) / page.height) * page.height;
        const x1 = clamped((edges[at + 2] ?? 0) / page.width) * page.width;
        const y1 = clamped((edges[at + 3] ?? 0) / page.height) * page.height;
        if (!(x1 > x0 && y1 > y0)) continue;
        area.x0 = Math.min(area.x0, x0);
        area.y0 = Math.min(area.y0, y0);
        area.x1 = Math.max(area.x1, x1);
        area.y1 = Math.max(area.y1, y1);
      }
    }
  }
  return area.x1 > area.x0 ? area : null;
}

const clamped = (share: number) => (share < 0 ? 0 : share > 1 ? 1 : share);

/** From a place, so far along the line of writing that is turned and so far below it. */
function turned(x: number, y: number, along: number, below: number, turn: 1 | 2 | 3): [number, number] {
  if (turn === 1) return [x - below, y + along];
  if (turn === 2) return [x - along, y - below];
  return [x + below, y - along];
}
