/** What is drawn close together belongs together: the many strokes of a drawing become one area. */
import { join } from './graphics.ts';
import type { Area } from './graphics.ts';

/** Cells along the longer side of a page, at most; on a page of ordinary size they are as large as `smallestCell`. */
const mostCells = 200;
/** In points. Strokes further apart than two of them are not joined. */
const smallestCell = 5;

/** Takes time by the number of areas and of cells, whatever the areas are. */
export function clustersOf(areas: readonly Area[], page: { width: number; height: number }): Area[] {
  const grid = gridOf(page);
  const part = partsOf(covered(areas, grid), grid);
  const clusters = new Map<number, Area>();
  for (const area of areas) {
    const key = part[grid.cell(area.x0, area.y0)] ?? 0;
    const known = clusters.get(key);
    clusters.set(key, known ? join(known, area) : area);
  }
  return [...clusters.values()];
}

/** With a border of cells that nothing covers, so that each cell has all its neighbours. */
interface Grid {
  columns: number;
  rows: number;
  column(x: number): number;
  row(y: number): number;
  cell(x: number, y: number): number;
}

function gridOf({ width, height }: { width: number; height: number }): Grid {
  const size = Math.max(smallestCell, Math.max(width, height) / mostCells);
  const [columns, rows] = [Math.ceil(width / size) + 2, Math.ceil(height / size) + 2];
  const within = (value: number, most: number) => Math.min(most - 2, Math.max(1, Math.floor(value / size) + 1));
  const [column, row] = [(x: number) => within(x, columns), (y: number) => within(y, rows)];
  return { columns, rows, column, row, cell: (x, y) => row(y) * columns + column(x) };
}

/** Which cells any area touches, by sums of differences: each area costs four steps, however large it is. */
function covered(areas: readonly Area[], { columns, rows, column, row }: Grid): Uint8Array {
  const steps = new Int32Array(columns * rows);
  const add = (at: number, by: number) => {
    steps[at] = (steps[at] ?? 0) + by;
  };
  for (const { x0, y0, x1, y1 } of areas) {
    const [left, top, right, bottom] = [column(x0), row(y0), column(x1) + 1, row(y1) + 1];
    add(top * columns + left, 1);
    add(top * columns + right, -1);
    add(bottom * columns + left, -1);
    add(bottom * columns + right, 1);
  }
  const cells = new Uint8Array(columns * rows);
  const above = new Int32Array(columns);
  for (let y = 0; y < rows; y += 1) {
    let sum = 0;
    for (let x = 0; x < columns; x += 1) {
      sum += steps[y * columns + x] ?? 0;
      const here = sum + (above[x] ?? 0);
      above[x] = here;
      if (here > 0) cells[y * columns + x] = 1;
    }
  }
  return cells;
}

/** Numbers the parts of what is covered, neighbours across corners included. */
function partsOf(cells: Uint8Array, { columns }: Grid): Int32Array {
  const around = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1];
  const part = new Int32Array(cells.length);
  let parts = 0;
  for (let start = cells.indexOf(1); start >= 0; start = cells.indexOf(1, start + 1)) {
    if (part[start] !== 0) continue;
    parts += 1;
    part[start] = parts;
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const step of around) {
        const next = at + step;
        if (cells[next] !== 1 || part[next] !== 0) continue;
        part[next] = parts;
        open.push(next);
      }
    }
  }
  return part;
}
