/** How large the letters of a page are. */
import type { Grey } from './pixels.ts';

const ink = 128;
/** Smaller is dust, larger is no running text: in pixels. */
const [smallest, largest] = [4, 120];
const fewest = 20;
const mostPixels = 4_000_000;

/**
 * The median height of what hangs together in ink, which is the x-height (of letters such as “x”) in running text of most
 * scripts.
 * @returns pixels; null where there are too few letters to tell
 */
export function letterHeight({ data, width, height }: Grey): number | null {
  // The middle of a large page is enough.
  const rows = Math.min(height, Math.max(1, Math.floor(mostPixels / width)));
  const first = Math.floor((height - rows) / 2);
  const heights = componentsOf(data, width, first, first + rows);
  if (heights.length < fewest) return null;
  return heights.toSorted((a, b) => a - b)[Math.floor(heights.length / 2)] ?? null;
}

/** Runs of ink, row by row, joined to those they touch in the row above. */
function componentsOf(data: Uint8Array, width: number, first: number, last: number): number[] {
  const parent: number[] = [];
  const boxes: { x0: number; x1: number; y0: number; y1: number }[] = [];
  const rootOf = (of: number): number => {
    let at = of;
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  let above: [number, number, number][] = [];
  for (let y = first; y < last; y += 1) {
    const runs: [number, number, number][] = [];
    let from = 0;
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 255) >= ink) continue;
      const start = x;
      while (x < width && (data[y * width + x] ?? 255) < ink) x += 1;
      const label = boxes.push({ x0: start, x1: x, y0: y, y1: y + 1 }) - 1;
      parent.push(label);
      while (from < above.length && (above[from]?.[1] ?? 0) < start) from += 1;
      for (let index = from; index < above.length && (above[index]?.[0] ?? 0) <= x; index += 1) join(label, above[index]?.[2] ?? label);
      runs.push([start, x, label]);
    }
    above = runs;
  }
  return boxes.flatMap(({ x0, x1, y0, y1 }, label) => {
    const [w, h] = [x1 - x0, y1 - y0];
    return parent[label] === label && h >= smallest && h <= largest && w >= h * 0.25 && w <= h * 3 ? [h] : [];
  });

  function join(a: number, b: number): void {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one === other) return;
    const [keep, lose] = [boxes[other], boxes[one]];
    if (!keep || !lose) return;
    parent[one] = other;
    keep.x0 = Math.min(keep.x0, lose.x0);
    keep.x1 = Math.max(keep.x1, lose.x1);
    keep.y0 = Math.min(keep.y0, lose.y0);
    keep.y1 = Math.max(keep.y1, lose.y1);
  }
}
