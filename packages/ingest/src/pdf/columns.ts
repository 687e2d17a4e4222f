/** Reading order: finds where a page is set in columns and reads each to its end before the next. */
import { median } from './lines.ts';
import type { Segment } from './lines.ts';
import { cellsOf, charsIn, mostCellChars } from './tables.ts';

/** Fewest lines on each side of a gutter for it to be one. */
const fewestLines = 3;
const mostCandidates = 8;
const mostDepth = 8;

/** Parts of a page, each read from top to bottom, in the order of reading: what is on the left comes first. */
export function regionsOf(segments: readonly Segment[], depth = 0): Segment[][] {
  if (segments.length < 2 * fewestLines || depth > mostDepth) return [[...segments]];
  const bands = bestSplit(segments);
  if (!bands) return [[...segments]];
  return bands.flatMap((band) => {
    const sides = band.kind === 'full' ? [band.segments] : [band.left, band.right];
    return sides.flatMap((side) => regionsOf(side, depth + 1));
  });
}

type Band = { kind: 'full'; segments: Segment[] } | { kind: 'columns'; left: Segment[]; right: Segment[] };

/** Tries the likeliest gutters and takes the one that parts most text into columns. */
function bestSplit(segments: readonly Segment[]): Band[] | null {
  const byTop = [...segments].sort((a, b) => a.top - b.top || a.x0 - b.x0);
  let best: { bands: Band[]; score: number } | null = null;
  for (const x of gutterCandidates(byTop)) {
    if (!mayPart(byTop, x)) continue;
    const bands = bandsAt(byTop, x);
    const score = bands.reduce((sum, band) => sum + (band.kind === 'columns' ? band.left.length + band.right.length : 0), 0);
    if (score > (best?.score ?? 0)) best = { bands, score };
  }
  return best?.bands ?? null;
}

/** Middles of the gaps between neighbours on a line, those met most often first. */
function gutterCandidates(byTop: readonly Segment[]): number[] {
  const counts = new Map<number, number>();
  for (let index = 0; index < byTop.length; index += 1) {
    const segment = byTop[index];
    const right = segment && rightNeighbour(byTop, index, segment);
    if (!right) continue;
    const middle = Math.round((segment.x1 + right.x0) / 2 / 4);
    // Ragged right edges move the middle about, so each gap votes for all that lies in it, its right end most.
    for (let cell = Math.ceil(segment.x1 / 4); cell <= Math.floor(right.x0 / 4); cell += 1) counts.set(cell, (counts.get(cell) ?? 0) + 1 + (cell === middle ? 0.01 : 0));
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const chosen: number[] = [];
  for (const [cell] of ranked) {
    if (chosen.length >= mostCandidates) break;
    if (chosen.every((other) => Math.abs(other - cell) > 2)) chosen.push(cell);
  }
  return chosen.map((cell) => cell * 4);
}

/** The nearest segment to the right that shares the line; the list is sorted by top, so the search stays near. */
function rightNeighbour(byTop: readonly Segment[], index: number, segment: Segment): Segment | undefined {
  let nearest: Segment | undefined;
  const middle = (segment.top + segment.bottom) / 2;
  const look = (other: Segment) => {
    if (other !== segment && other.x0 >= segment.x1 && other.top < middle && other.bottom > middle && other.x0 < (nearest?.x0 ?? Infinity)) nearest = other;
  };
  for (let at = index - 1; at >= 0 && at > index - 40; at -= 1) look(byTop[at] ?? segment);
  for (let at = index + 1; at < byTop.length && (byTop[at]?.top ?? Infinity) < middle; at += 1) look(byTop[at] ?? segment);
  return nearest;
}

/** Whether enough stands on both sides of a gutter, which most of the page rules out at a glance. */
function mayPart(segments: readonly Segment[], x: number): boolean {
  let left = 0;
  let right = 0;
  for (const segment of segments) {
    if (segment.x1 <= x + 1) left += 1;
    else if (segment.x0 >= x - 1) right += 1;
  }
  return left >= fewestLines && right >= fewestLines;
}

/** Cuts the page where something reaches across the gutter; between two cuts there may be columns. */
function bandsAt(byTop: readonly Segment[], x: number): Band[] {
  const bands: Band[] = [];
  let full: Segment[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  const close = () => {
    if (left.length + right.length === 0) return;
    if (areColumns(left, right)) {
      if (full.length > 0) bands.push({ kind: 'full', segments: full });
      bands.push({ kind: 'columns', left, right });
      full = [];
    } else full.push(...left, ...right);
    left = [];
    right = [];
  };
  for (const segment of byTop) {
    if (segment.x0 < x - 1 && segment.x1 > x + 1) {
      close();
      full.push(segment);
    } else if (segment.x1 <= x + 1) left.push(segment);
    else right.push(segment);
  }
  close();
  if (full.length > 0) bands.push({ kind: 'full', segments: full });
  return bands;
}

/**
 * Columns or the cells of a table? Whoever drew the page mostly drew a column to its end before the next, and a table
 * row by row, so that each return to the left goes on below all that was drawn. Long lines drawn to and fro one by one are
 * columns all the same.
 */
function areColumns(left: readonly Segment[], right: readonly Segment[]): boolean {
  const rows = Math.min(rowsIn(left), rowsIn(right));
  if (rows < fewestLines) return false;
  const length = Math.min(median(left.map((segment) => segment.chars)), median(right.map((segment) => segment.chars)));
  const { returns, downward } = returnsOf(left, right);
  if (returns === 0) return length >= 6;
  if (longestCell(left) > mostCellChars || longestCell(right) > mostCellChars) return true;
  if (downward < 0.5 * returns) return true;
  return length >= 24 && returns >= 0.6 * rows;
}

/** How often the drawing goes back to the left, and how often of these to below everything drawn so far. */
function returnsOf(left: readonly Segment[], right: readonly Segment[]): { returns: number; downward: number } {
  const drawn = [...left.map((segment) => ({ segment, side: 0 })), ...right.map((segment) => ({ segment, side: 1 }))].sort((a, b) => a.segment.order - b.segment.order);
  let lowest = -Infinity;
  let returns = 0;
  let downward = 0;
  for (const [index, { segment, side }] of drawn.entries()) {
    if (side === 0 && drawn[index - 1]?.side === 1) {
      returns += 1;
      if (segment.y > lowest - 0.5 * segment.size) downward += 1;
    }
    lowest = Math.max(lowest, segment.y);
  }
  return { returns, downward };
}

const longestCell = (segments: readonly Segment[]) => Math.max(...cellsOf(segments).map(charsIn));

function rowsIn(segments: readonly Segment[]): number {
  let rows = 0;
  let last = -Infinity;
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    if (segment.y - last > 0.5 * segment.size) rows += 1;
    last = segment.y;
  }
  return rows;
}
