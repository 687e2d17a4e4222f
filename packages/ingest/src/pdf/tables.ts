/**
 * Tables whose cells run over several lines. A page has no cells, only text in places; but whoever drew it finished a
 * cell before the next and a row before the next, and that order tells what belongs together.
 */
import type { Segment } from './lines.ts';

/** A cell with more characters than this is a column of text. */
export const mostCellChars = 700;

export const charsIn = (cell: readonly Segment[]) => cell.reduce((sum, segment) => sum + segment.chars, 0);

type Row = Segment[][];

/**
 * The segments of a page with each row of a wrapped table as one segment, its lines in `cells`. What is a row by itself
 * may as well be two columns of text; two rows with the same left edges are a table.
 */
export function withTables(segments: readonly Segment[]): Segment[] {
  const tables = tablesOf(rowsOf(cellsOf(segments))).filter((rows) => rows.some((row) => row.some((cell) => cell.length > 1)));
  const taken = new Set(tables.flat(3));
  if (taken.size === 0) return [...segments];
  return [...segments.filter((segment) => !taken.has(segment)), ...tables.flat().map(merged)].sort((a, b) => a.order - b.order);
}

function rowsOf(cells: readonly Segment[][]): Row[] {
  const rows: Row[] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row && last && isBeside(last, cell)) row.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

/** Rows that follow each other down the page and share at least two left edges. */
function tablesOf(rows: readonly Row[]): Row[][] {
  const tables: Row[][] = [];
  let table: Row[] = [];
  const close = () => {
    if (table.length > 1) tables.push(table);
    table = [];
  };
  for (const row of rows) {
    const last = table.at(-1);
    if (!isTabular(row)) close();
    else if (last && !continuesTable(last, row)) {
      close();
      table = [row];
    } else table.push(row);
  }
  close();
  return tables;
}

/** A bullet or number with its text beside it is a list. */
function isTabular(row: Row): boolean {
  const [first] = row;
  return row.length > 1 && row.every((cell) => charsIn(cell) <= mostCellChars) && first !== undefined && charsIn(first) > 3;
}

function continuesTable(above: Row, row: Row): boolean {
  const [a, b] = [boxOf(above.flat()), boxOf(row.flat())];
  const size = row[0]?.[0]?.size ?? 0;
  if (b.top < a.bottom - size || b.top > a.bottom + 3 * size) return false;
  const edges = above.map((cell) => boxOf(cell).x0);
  return row.filter((cell) => edges.some((edge) => Math.abs(edge - boxOf(cell).x0) < size)).length >= 2;
}

function merged(row: Row): Segment {
  const all = row.flat();
  const first = all[0];
  const size = first?.size ?? 0;
  return { ...boxOf(all), runs: all.flatMap((segment) => segment.runs), y: Math.min(...all.map((segment) => segment.y)), size, order: first?.order ?? 0, chars: charsIn(all), cells: row };
}

/** Runs of lines drawn one below the other from the same left edge. */
export function cellsOf(segments: readonly Segment[]): Segment[][] {
  const cells: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.order - b.order)) {
    const cell = cells.at(-1);
    const last = cell?.at(-1);
    if (cell && last && isBelow(last, segment)) cell.push(segment);
    else cells.push([segment]);
  }
  return cells;
}

function isBelow(last: Segment, next: Segment): boolean {
  const down = next.y - last.y;
  const size = Math.max(last.size, next.size);
  const overlap = Math.min(last.x1, next.x1) - Math.max(last.x0, next.x0);
  return down > 0.5 * size && down < 1.9 * size && overlap > 0.5 * Math.min(last.x1 - last.x0, next.x1 - next.x0);
}

/** To the right of the cell before, and level with some of it. */
function isBeside(before: readonly Segment[], cell: readonly Segment[]): boolean {
  const [a, b] = [boxOf(before), boxOf(cell)];
  return b.x0 > a.x1 + 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

export function boxOf(segments: readonly Segment[]): { x0: number; x1: number; top: number; bottom: number } {
  const box = { x0: Infinity, x1: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x0, x1, top, bottom } of segments) {
    if (x0 < box.x0) box.x0 = x0;
    if (x1 > box.x1) box.x1 = x1;
    if (top < box.top) box.top = top;
    if (bottom > box.bottom) box.bottom = bottom;
  }
  return box;
}
