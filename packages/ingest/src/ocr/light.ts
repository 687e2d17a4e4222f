/** Evens out the light: shadows, grey paper, photographs of pages. */
import { shrink } from './pixels.ts';
import type { Grey } from './pixels.ts';

/** Pixels a side of the squares in which the paper's brightness is looked for: wider than a letter, narrower than a shadow. */
const square = 16;
/** Paper is never taken for darker than this part of the brightest: a dark picture is to stay dark. */
const darkestPaper = 0.35;
/** Where paper and ink are this near to white and black, and evenly so, nothing is changed. */
const [whiteEnough, blackEnough] = [235, 90];

/**
 * Divides a picture by the brightness of its paper and stretches what is left, so that paper is white and ink black. A dark
 * page with bright text is turned into its negative first. A clean scan comes back as it is.
 */
export function evenLight(source: Grey): Grey {
  const grey = isNegative(source) ? negative(source) : source;
  const paper = paperOf(grey);
  const levels = Array.from(paper.data).toSorted((a, b) => a - b);
  const brightest = levels[Math.floor(levels.length * 0.95)] ?? 255;
  const lowest = Math.max(32, brightest * darkestPaper);
  const ink = inkOf(grey, paper, lowest);
  if ((levels[Math.floor(levels.length * 0.1)] ?? 255) >= whiteEnough && ink <= blackEnough) return grey;
  return divided(grey, paper, lowest, Math.min(ink, 200));
}

function isNegative(grey: Grey): boolean {
  const small = shrink(grey, Math.max(1, Math.floor(grey.width / 400)));
  let dark = 0;
  for (const value of small.data) if (value < 96) dark += 1;
  return dark > small.data.length * 0.75;
}

function negative({ data, width, height }: Grey): Grey {
  return { data: data.map((value) => 255 - value), width, height };
}

/** The brightness of the paper, one value a square: near its brightest pixels, smoothed over its neighbours. */
function paperOf({ data, width, height }: Grey): Grey {
  const [w, h] = [Math.ceil(width / square), Math.ceil(height / square)];
  const raw = new Uint8Array(w * h);
  const counts = new Uint16Array(64);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      counts.fill(0);
      let total = 0;
      for (let j = y * square; j < Math.min(height, (y + 1) * square); j += 2) {
        for (let i = x * square; i < Math.min(width, (x + 1) * square); i += 2) {
          const bin = (data[j * width + i] ?? 0) >> 2;
          counts[bin] = (counts[bin] ?? 0) + 1;
          total += 1;
        }
      }
      let [bin, above] = [63, 0];
      while (bin > 0 && (above += counts[bin] ?? 0) < total * 0.2) bin -= 1;
      raw[y * w + x] = bin * 4 + 3;
    }
  }
  return smooth(widest({ data: raw, width: w, height: h }));
}

/** The brightest of each square and its neighbours: bold type may fill a square. */
function widest(grey: Grey): Grey {
  return overNeighbours(grey, 1, (values) => Math.max(...values));
}

function smooth(grey: Grey): Grey {
  return overNeighbours(grey, 2, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

function overNeighbours({ data, width, height }: Grey, reach: number, of: (values: number[]) => number): Grey {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const values: number[] = [];
      for (let j = Math.max(0, y - reach); j <= Math.min(height - 1, y + reach); j += 1) {
        for (let i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i += 1) values.push(data[j * width + i] ?? 255);
      }
      out[y * width + x] = of(values);
    }
  }
  return { data: out, width, height };
}

/** How bright ink is after division: the level that the darkest two hundredths of the page do not reach. */
function inkOf({ data, width, height }: Grey, paper: Grey, lowest: number): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = 0; y < height; y += 3) {
    for (let x = 0; x < width; x += 3) {
      const light = Math.max(lowest, paper.data[Math.floor(y / square) * paper.width + Math.floor(x / square)] ?? 255);
      const level = Math.min(255, Math.round(((data[y * width + x] ?? 255) * 255) / light));
      counts[level] = (counts[level] ?? 0) + 1;
      total += 1;
    }
  }
  let [level, below] = [0, 0];
  while (level < 255 && (below += counts[level] ?? 0) < total * 0.02) level += 1;
  return level;
}

function divided({ data, width, height }: Grey, paper: Grey, lowest: number, ink: number): Grey {
  const out = new Uint8Array(data.length);
  const light = new Float32Array(width);
  for (let y = 0; y < height; y += 1) {
    const fy = Math.min(paper.height - 1, Math.max(0, y / square - 0.5));
    const y0 = Math.floor(fy);
    const rows = [y0 * paper.width, Math.min(paper.height - 1, y0 + 1) * paper.width] as const;
    for (let x = 0; x < width; x += 1) {
      const fx = Math.min(paper.width - 1, Math.max(0, x / square - 0.5));
      const x0 = Math.floor(fx);
      const x1 = Math.min(paper.width - 1, x0 + 1);
      const [ax, ay] = [fx - x0, fy - y0];
      const top = (paper.data[rows[0] + x0] ?? 255) * (1 - ax) + (paper.data[rows[0] + x1] ?? 255) * ax;
      const bottom = (paper.data[rows[1] + x0] ?? 255) * (1 - ax) + (paper.data[rows[1] + x1] ?? 255) * ax;
      light[x] = Math.max(lowest, top * (1 - ay) + bottom * ay);
    }
    for (let x = 0; x < width; x += 1) {
      const level = ((data[y * width + x] ?? 255) * 255) / (light[x] ?? 255);
      out[y * width + x] = Math.min(255, Math.max(0, ((level - ink) * 255) / (250 - ink)));
    }
  }
  return { data: out, width, height };
}
