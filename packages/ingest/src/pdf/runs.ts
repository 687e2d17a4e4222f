/** Text as a PDF draws it: pieces of one font at one place, before they are lines. */
import type { PDFPageProxy } from './open.ts';

/** Where a run stands on the page as it is shown, in points from the left and top. */
export interface Placement {
  /** Quarter turns clockwise that its writing runs in; `down` for vertical writing. */
  turn: 0 | 1 | 2 | 3 | 'down';
  /** Where it begins, on its baseline; of vertical writing, the middle of the first character's top. */
  x: number;
  y: number;
  length: number;
  size: number;
}

export interface Run {
  text: string;
  place: Placement;
  /** Points from the left and top of the page as it is read, after its text was turned upright. */
  x0: number;
  x1: number;
  /** Baseline. */
  y: number;
  size: number;
  font: string;
  /** Position in the order of drawing. */
  order: number;
  /** Whether white space was drawn before it on its line. */
  spaced: boolean;
}

export interface PageRuns {
  /** Groups of one writing direction each, the one with most text first. */
  groups: Run[][];
  fonts: string[];
  width: number;
  height: number;
}

export type Matrix = readonly [number, number, number, number, number, number];

/** Reads the runs of a page and turns those that are written sideways upright, each direction as a group of its own. */
export async function runsOf(page: PDFPageProxy): Promise<PageRuns> {
  const view = page.getViewport({ scale: 1 });
  const content = await page.getTextContent();
  const byTurn = new Map<Placement['turn'], Run[]>();
  let spaced = false;
  for (const [order, item] of content.items.entries()) {
    if (!('str' in item)) continue;
    if (item.str.trim() === '') {
      spaced ||= item.str !== '';
      continue;
    }
    const placed = place(matrix(view.transform), matrix(item.transform), item.width, item.height, content.styles[item.fontName]?.vertical ?? false);
    const text = readable(item.str);
    if (placed && text.trim() !== '') {
      const group = byTurn.get(placed.place.turn) ?? [];
      byTurn.set(placed.place.turn, group);
      group.push({ ...placed.box, place: placed.place, text, font: item.fontName, order, spaced });
    }
    spaced = false;
  }
  const groups = [...byTurn.values()].sort((a, b) => weight(b) - weight(a));
  return { groups, fonts: Object.keys(content.styles), width: view.width, height: view.height };
}

const weight = (runs: Run[]) => runs.reduce((sum, run) => sum + run.text.length, 0);

function matrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

export function times(m: Matrix, n: Matrix): Matrix {
  return [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3], m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
}

/** Where a run lies on the page, and after the quarter turns that make its baseline horizontal; null where its place makes no sense. */
function place(view: Matrix, item: Matrix, width: number, height: number, vertical: boolean): { place: Placement; box: Pick<Run, 'x0' | 'x1' | 'y' | 'size'> } | null {
  const [a, b, c, d, x, y] = times(view, item);
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  if (![x, y, size, width, height].every(Number.isFinite) || size <= 0) return null;
  const turn = quarterTurns(a, b);
  const [u, v] = upright(x, y, turn);
  // Vertical writing runs down from its place; as a column of its own it keeps the order of drawing.
  if (vertical) return { place: { turn: 'down', x, y, length: Math.max(0, height), size }, box: { x0: -u, x1: -u + size, y: v + size, size } };
  const length = Math.max(0, width);
  return { place: { turn, x, y, length, size }, box: { x0: u, x1: u + length, y: v, size } };
}

function quarterTurns(a: number, b: number): 0 | 1 | 2 | 3 {
  const turns = Math.round(Math.atan2(b, a) / (Math.PI / 2)) & 3;
  return turns === 1 || turns === 2 || turns === 3 ? turns : 0;
}

function upright(x: number, y: number, turn: 0 | 1 | 2 | 3): [number, number] {
  if (turn === 1) return [y, -x];
  if (turn === 2) return [-x, -y];
  if (turn === 3) return [-y, x];
  return [x, y];
}

const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/** Undoes ligatures; turns the private codes of symbol fonts into bullets and drops those that mean nothing. */
export function readable(text: string): string {
  return text
    .replace(/[ﬀ-ﬆ]/g, (char) => ligatures[char] ?? char)
    .replace(/[\uF0B7\uF0A7\uF0D8\uF0FC\uF076\uF06C\uF06E\uF0A8]/g, '•')
    .replace(/[\uE000-\uF8FF]/g, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ');
}
