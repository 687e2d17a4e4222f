/** Pictures in shades of grey, one byte a pixel, row after row, 255 white. */
import type { Turn } from '@studywright/core';

export interface Grey {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Averages squares of `by` times `by` pixels. */
export function shrink({ data, width, height }: Grey, by: number): Grey {
  if (by <= 1) return { data, width, height };
  const [w, h] = [Math.max(1, Math.floor(width / by)), Math.max(1, Math.floor(height / by))];
  const [dx, dy] = [Math.min(by, width), Math.min(by, height)];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      let sum = 0;
      for (let j = 0; j < dy; j += 1) {
        const row = (y * by + j) * width + x * by;
        for (let i = 0; i < dx; i += 1) sum += data[row + i] ?? 0;
      }
      out[y * w + x] = sum / (dx * dy);
    }
  }
  return { data: out, width: w, height: h };
}

/** Turned clockwise. */
export function turned({ data, width, height }: Grey, turn: Turn): Grey {
  if (turn === 0) return { data, width, height };
  const out = new Uint8Array(data.length);
  const [w, h] = turn === 180 ? [width, height] : [height, width];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to = turn === 180 ? (height - 1 - y) * w + (width - 1 - x) : turn === 90 ? x * w + (height - 1 - y) : (width - 1 - x) * w + y;
      out[to] = data[y * width + x] ?? 255;
    }
  }
  return { data: out, width: w, height: h };
}

/** A turn by any angle about the centre, and a scale. Places in the result are told in pixels of the source by `back`. */
export interface Straightening {
  grey: Grey;
  back(x: number, y: number): { x: number; y: number };
}

/**
 * Turns by `degrees` (clockwise) and scales, in one pass between pixels; what lies outside is white.
 */
export function straightened(source: Grey, degrees: number, scale: number): Straightening {
  if (degrees === 0 && scale === 1) return { grey: source, back: (x, y) => ({ x, y }) };
  const by = scale < 0.5 ? Math.floor(1 / scale) : 1;
  const from = shrink(source, by);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [width, height] = [source.width * Math.abs(cos) + source.height * Math.abs(sin), source.width * Math.abs(sin) + source.height * Math.abs(cos)];
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const back = (x: number, y: number) => {
    const [u, v] = [(x - w / 2) / scale, (y - h / 2) / scale];
    return { x: cos * u + sin * v + source.width / 2, y: -sin * u + cos * v + source.height / 2 };
  };
  return { grey: sample(from, by, { w, h, cos, sin, scale, cx: source.width / 2, cy: source.height / 2 }), back };
}

interface Mapping {
  w: number;
  h: number;
  cos: number;
  sin: number;
  scale: number;
  cx: number;
  cy: number;
}

function sample({ data, width, height }: Grey, by: number, { w, h, cos, sin, scale, cx, cy }: Mapping): Grey {
  const out = new Uint8Array(w * h).fill(255);
  const step = 1 / (scale * by);
  const [stepX, stepY] = [cos * step, -sin * step];
  for (let y = 0; y < h; y += 1) {
    const [u, v] = [(0.5 - w / 2) / scale, (y + 0.5 - h / 2) / scale];
    let fx = (cos * u + sin * v + cx) / by - 0.5;
    let fy = (-sin * u + cos * v + cy) / by - 0.5;
    const row = y * w;
    for (let x = 0; x < w; x += 1) {
      const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
      if (x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height) {
        const at = y0 * width + x0;
        const [ax, ay] = [fx - x0, fy - y0];
        const top = (data[at] ?? 0) * (1 - ax) + (data[at + 1] ?? 0) * ax;
        const bottom = (data[at + width] ?? 0) * (1 - ax) + (data[at + width + 1] ?? 0) * ax;
        out[row + x] = top * (1 - ay) + bottom * ay + 0.5;
      }
      fx += stepX;
      fy += stepY;
    }
  }
  return { data: out, width: w, height: h };
}

/** Rows `from` to `to`. */
export function band({ data, width }: Grey, from: number, to: number): Grey {
  return { data: data.subarray(from * width, to * width), width, height: to - from };
}
