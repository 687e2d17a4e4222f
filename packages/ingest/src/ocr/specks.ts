/** Dust on the glass, a worn copy: dots of a pixel or two, all over the page. */
import type { Grey } from './pixels.ts';

const ink = 128;
/** Of all ink: where less of it stands alone, these are points and parts of letters. */
const mostAlone = 0.1;
/** Every so many rows are looked at to tell. */
const step = 4;

/** Takes off dots that stand alone, where there are many. A page without comes back as it is. */
export function withoutSpecks(grey: Grey): Grey {
  const { data, width, height } = grey;
  let [dark, alone] = [0, 0];
  for (let y = 1; y < height - 1; y += step) {
    for (let x = 1; x < width - 1; x += 1) {
      if ((data[y * width + x] ?? 255) >= ink) continue;
      dark += 1;
      if (neighbours(data, y * width + x, width) === 0) alone += 1;
    }
  }
  if (alone <= dark * mostAlone) return grey;
  const out = data.slice();
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      if ((data[at] ?? 255) < ink && neighbours(data, at, width) <= 1) out[at] = 255;
    }
  }
  return { data: out, width, height };
}

/** How many of the eight around are ink. */
function neighbours(data: Uint8Array, at: number, width: number): number {
  let count = 0;
  for (const row of [at - width, at, at + width]) {
    for (let near = row - 1; near <= row + 1; near += 1) if (near !== at && (data[near] ?? 255) < ink) count += 1;
  }
  return count;
}
