/** How text lies on a page: along its rows or its columns, and by how much askew. */
import { shrink } from './pixels.ts';
import type { Grey } from './pixels.ts';

export interface Lie {
  /** Degrees by which lines fall to the right (clockwise). */
  skew: number;
  /** How much more the page looks like lines along its rows than along its columns: 1 as much. */
  rows: number;
}

/** Pixels of the longer side at which lines are still told apart. */
const workingSide = 1_200;
const [widestSkew, coarse, fine] = [15, 0.5, 0.05];
const mostPoints = 60_000;

/**
 * By projection profiles (W. Postl, “Detection of linear oblique structures and skew scan in digitized documents”, 1986):
 * where a page is looked at along its lines, ink and gaps alternate most sharply.
 */
export function lieOf(source: Grey): Lie {
  const grey = shrink(source, Math.max(1, Math.round(Math.max(source.width, source.height) / workingSide)));
  const along = bestOf(edgesOf(grey, grey.width));
  const across = bestOf(edgesOf(grey, 1));
  const lie = along.score >= across.score ? along : across;
  return { skew: lie === along ? along.degrees : -across.degrees, rows: along.score / Math.max(1e-9, across.score) };
}

interface Points {
  along: Float32Array;
  across: Float32Array;
  /** The length of the profile. */
  length: number;
}

/** The lower edges of ink (or its right ones, with a step of one pixel): baselines show in them more sharply than in ink itself. */
function edgesOf({ data, width, height }: Grey, step: number): Points {
  const found: number[] = [];
  for (let at = 0; at + step < data.length; at += 1) if ((data[at] ?? 255) < 150 && (data[at + step] ?? 0) - (data[at] ?? 255) > 40) found.push(at);
  const every = Math.max(1, Math.ceil(found.length / mostPoints));
  const kept = found.filter((_, index) => index % every === 0);
  const xs = Float32Array.from(kept, (at) => (at % width) - width / 2);
  const ys = Float32Array.from(kept, (at) => Math.floor(at / width) - height / 2);
  return step === 1 ? { along: ys, across: xs, length: width } : { along: xs, across: ys, length: height };
}

function bestOf(points: Points): { degrees: number; score: number } {
  const tried = (degrees: number) => ({ degrees, score: sharpness(points, degrees) });
  let best = tried(0);
  const better = (other: typeof best) => {
    if (other.score > best.score * 1.02) best = other;
  };
  for (let degrees = coarse; degrees <= widestSkew; degrees += coarse) for (const sign of [1, -1]) better(tried(sign * degrees));
  const around = best.degrees;
  for (let off = -coarse; off <= coarse; off += fine) {
    const other = tried(around + off);
    if (other.score > best.score) best = other;
  }
  return { degrees: Math.abs(best.degrees) > widestSkew ? 0 : Math.round(best.degrees / fine) * fine, score: best.score };
}

function sharpness({ along, across, length }: Points, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const bins = new Float32Array(length * 2 + 2);
  for (let index = 0; index < along.length; index += 1) {
    const at = Math.round((across[index] ?? 0) - slope * (along[index] ?? 0)) + length;
    if (at >= 0 && at < bins.length) bins[at] = (bins[at] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of bins) sum += count * count;
  return sum / Math.max(1, along.length) ** 2 * length;
}
