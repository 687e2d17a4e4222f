import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstStanding, standingAfter, turnIsOver, turnMs } from './turns.ts';

interface Waiting {
  owner: string;
  standing: number;
  /** Milliseconds of work left. */
  left: number;
}

/** One worker that always takes the best standing, oldest first among equals, in parts of a tenth of a second. @returns when each was done */
function simulate(arrivals: (Waiting & { name: string; at: number })[]): Map<string, number> {
  const done = new Map<string, number>();
  const coming = arrivals.toSorted((a, b) => a.at - b.at);
  const line: (Waiting & { name: string })[] = [];
  let now = 0;
  const arrive = () => {
    while ((coming[0]?.at ?? Infinity) <= now) line.push(...coming.splice(0, 1));
  };
  for (arrive(); line.length > 0 || coming.length > 0; arrive()) {
    const best = line.toSorted((a, b) => b.standing - a.standing)[0];
    if (!best) {
      now = coming[0]?.at ?? now;
      continue;
    }
    line.splice(line.indexOf(best), 1);
    for (let used = 0; ; used += 100) {
      if (best.left <= 0) {
        done.set(best.name, now);
        break;
      }
      const ahead = line.length === 0 ? null : Math.max(...line.map((other) => other.standing));
      if (turnIsOver(best.standing, used, ahead)) {
        line.push({ ...best, standing: standingAfter(best.standing, used) });
        break;
      }
      best.left -= 100;
      now += 100;
      arrive();
    }
  }
  return done;
}

describe('turns', () => {
  it('let three slides through while ten students’ books are worked on', () => {
    const books = Array.from({ length: 10 }, (_, index) => ({ name: `book ${index}`, owner: `${index}`, at: 0, standing: 0, left: 60_000 }));
    // The books have had their first turn by then.
    const done = simulate([...books, { name: 'slides', owner: 'x', at: 10 * turnMs + 100, standing: 0, left: 1_000 }]);
    expect((done.get('slides') ?? Infinity) - (10 * turnMs + 100)).toBeLessThanOrEqual(turnMs + 1_000);
  });

  it('let one student’s first document go before the second of another', () => {
    const first = Array.from({ length: 10 }, (_, index) => ({ name: `hers ${index}`, owner: 'a', at: 0, standing: firstStanding(index), left: 1_000 }));
    const done = simulate([...first, { name: 'his', owner: 'b', at: 100, standing: firstStanding(0), left: 1_000 }]);
    expect(done.get('his')).toBeLessThanOrEqual(2_100);
  });

  it('are no one’s who is alone: nothing is put off', () => {
    expect(turnIsOver(0, 3_600_000, null)).toBe(false);
    expect(simulate([{ name: 'book', owner: 'a', at: 0, standing: 0, left: 60_000 }]).get('book')).toBe(60_000);
  });

  it('bring everything to its end, whatever comes', () => {
    const arrival = fc.record({ at: fc.integer({ min: 0, max: 20_000 }), left: fc.integer({ min: 1, max: 30_000 }), before: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 12 }), (arrivals) => {
        const done = simulate(arrivals.map(({ at, left, before }, index) => ({ name: `${index}`, owner: '', at, left, standing: firstStanding(before) })));
        expect(done.size).toBe(arrivals.length);
      }),
    );
  });

  it('of two long ones alternate', () => {
    const done = simulate([
      { name: 'a', owner: 'a', at: 0, standing: 0, left: 60_000 },
      { name: 'b', owner: 'b', at: 0, standing: 0, left: 60_000 },
    ]);
    expect(Math.abs((done.get('a') ?? 0) - (done.get('b') ?? 0))).toBeLessThanOrEqual(2 * turnMs);
  });
});

it('has what made room in the place for short work stand behind what never was there', () => {
  expect(standingAfter(0, 600, true)).toBe(-1);
  expect(standingAfter(0, 600)).toBe(0);
  expect(standingAfter(0, 3 * turnMs, true)).toBe(-3);
  expect(standingAfter(-8, 600, true)).toBe(-8);
});
