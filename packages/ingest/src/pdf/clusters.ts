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

interface Grid {
  columns: number;
  rows: number;
  column(x: number): number;
  row(y: number): number;
  cell(x: number, y: number): number;
}

function gridOf({ width, height }: { width: number; height: number }): Grid {
  const size = Math.max(smallestCell, Math.max(width, height) / mostCells);
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const within = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(value / size)));
  const grid = { columns, rows, column: (x: number) => within(x, columns), row: (y: number) => within(y, rows) };
  return { ...grid, cell: (x, y) => grid.row(y) * columns + grid.column(x) };
}

/** Which cells any area touches, by sums of differences: each area costs four steps, however large it is. */
function covered(areas: readonly Area[], { columns, rows, column, row }: Grid): Uint8Array {
  const wide = columns + 1;
  const steps = new Int32Array(wide * (rows + 1));
  const add = (at: number, by: number) => {
    steps[at] = (steps[at] ?? 0) + by;
  };
  for (const { x0, y0, x1, y1 } of areas) {
    const [left, top, right, bottom] = [column(x0), row(y0), column(x1) + 1, row(y1) + 1];
    add(top * wide + left, 1);
    add(top * wide + right, -1);
    add(bottom * wide + left, -1);
    add(bottom * wide + right, 1);
  }
  const cells = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    let sum = 0;
    for (let x = 0; x < columns; x += 1) {
      sum += steps[y * wide + x] ?? 0;
      if (y > 0) steps[y * wide + x] = sum + (steps[(y - 1) * wide + x] ?? 0);
      else steps[x] = sum;
      cells[y * columns + x] = (steps[y * wide + x] ?? 0) > 0 ? 1 : 0;
    }
  }
  return cells;
}

/** Numbers the parts of what is covered, neighbours across corners included. */
function partsOf(cells: Uint8Array, { columns, rows }: Grid): Int32Array {
  const part = new Int32Array(cells.length);
  let parts = 0;
  for (let start = 0; start < cells.length; start += 1) {
    if (cells[start] !== 1 || part[start] !== 0) continue;
    parts += 1;
    part[start] = parts;
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v += 1) {
        for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u += 1) {
          const next = v * columns + u;
          if (cells[next] !== 1 || part[next] !== 0) continue;
          part[next] = parts;
          open.push(next);
        }
      }
    }
  }
  return part;
}
