import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Leader, leaderPaths } from './leader-path.ts';

interface Segment {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

function segments(d: string): Segment[] {
  const numbers = d.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const [x = 0, y = 0, turn = 0, toY = 0, toX = 0] = numbers;
  if (numbers.length === 3) return [{ x1: x, y1: y, x2: turn, y2: y }];
  return [
    { x1: x, y1: y, x2: turn, y2: y },
    { x1: turn, y1: Math.min(y, toY), x2: turn, y2: Math.max(y, toY) },
    { x1: turn, y1: toY, x2: toX, y2: toY },
  ];
}

function cross(a: Segment, b: Segment): boolean {
  return a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2;
}

describe('leaderPaths', () => {
  it('is straight between level ends', () => {
    expect(leaderPaths([{ id: 'a', from: { x: 10, y: 50 }, to: { x: 300, y: 51 } }])[0]?.d).toBe('M10 51H300');
  });

  it('never lets lines to ordered sources in one direction cross', () => {
    const heights = fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(heights, heights, fc.boolean(), (a, b, goesUp) => {
        const count = Math.min(a.length, b.length);
        const froms = a.slice(0, count).toSorted((x, y) => x - y);
        const tos = b.slice(0, count).toSorted((x, y) => x - y);
        const leaders: Leader[] = froms.map((y, index) => ({
          id: String(index),
          from: { x: 100, y: y * 10 + (goesUp ? 1000 : 0) + 5 },
          to: { x: 400, y: (tos[index] ?? 0) * 10 + (goesUp ? 0 : 1000) },
        }));
        const paths = leaderPaths(leaders).map((path) => segments(path.d));
        paths.forEach((one, i) =>
          paths.slice(i + 1).forEach((other) => {
            expect(one.some((s) => other.some((t) => cross(s, t)))).toBe(false);
          }),
        );
      }),
    );
  });
});
