/** Text as a PDF draws it: pieces of one font at one place, before they are lines. */
import type { FontTraits } from './fonts.ts';
import type { Glyph } from './right-to-left/line.ts';
import type { Direction } from './right-to-left/reading-order.ts';

/** Where a run stands on the page as it is shown, in points from the left and top. */
export interface Placement {
  /** Quarter turns clockwise that its writing runs in; `down` for vertical writing. */
  turn: 0 | 1 | 2 | 3 | 'down';
  /** Where it begins, on its baseline; of vertical writing, the middle of the first character's top. */
  x: number;
  y: number;
  size: number;
}

export interface Run {
  text: string;
  /** The words of the text. */
  words: readonly string[];
  /** Where each of them begins and ends, in points along the writing from the run's place. */
  edges: readonly number[];
  place: Placement;
  /** Points from the left and top of the page as it is read, after its text was turned upright. */
  x0: number;
  x1: number;
  /** Baseline. */
  y: number;
  size: number;
  font: FontTraits;
  /** Whether its font says which letters its signs stand for. */
  mapped: boolean;
  /** Whether any of it is written from right to left. */
  rightToLeft: boolean;
  /** Position in the order of drawing. */
  order: number;
  /** Whether white space was drawn before it on its line. */
  spaced: boolean;
  /** Of all runs of a page with writing from right to left, which is read when it is known what makes a line. */
  glyphs?: RunGlyphs;
}

export interface RunGlyphs {
  /** Also white space that was drawn. */
  shown: readonly Glyph[];
  /** How most of the page is read. */
  page: Direction;
}

export interface PageRuns {
  /** Groups of one writing direction each, the one with most text first. */
  groups: Run[][];
  width: number;
  height: number;
}

export type Matrix = readonly [number, number, number, number, number, number];

export function times(m: Matrix, n: Matrix): Matrix {
  return [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3], m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
}

export type Turn = 0 | 1 | 2 | 3;

/** By the direction that writing runs in, in a plane whose second axis leads down. */
export function quarterTurns(a: number, b: number): Turn {
  if (b === 0 && a > 0) return 0;
  const turns = Math.round(Math.atan2(b, a) / (Math.PI / 2)) & 3;
  return turns === 1 || turns === 2 || turns === 3 ? turns : 0;
}

/** How far down a place is after the page was turned back by so many quarters. */
export function baselineOf(x: number, y: number, turn: Turn): number {
  if (turn === 0) return y;
  if (turn === 1) return -x;
  return turn === 2 ? -y : x;
}

/** Where a place of the page that was turned back so is on the page as shown. */
export function turnedBack(u: number, v: number, turn: Turn): [number, number] {
  if (turn === 1) return [-v, u];
  if (turn === 2) return [-u, -v];
  if (turn === 3) return [v, -u];
  return [u, v];
}

/** Groups by direction, each with its runs in the order of drawing. */
export function groupsOf(runs: readonly Run[]): Run[][] {
  const byTurn = new Map<Placement['turn'], Run[]>();
  for (const run of runs) {
    const group = byTurn.get(run.place.turn);
    if (group) group.push(run);
    else byTurn.set(run.place.turn, [run]);
  }
  return [...byTurn.values()].sort((a, b) => weight(b) - weight(a));
}

const weight = (runs: Run[]) => runs.reduce((sum, run) => sum + run.text.length, 0);
