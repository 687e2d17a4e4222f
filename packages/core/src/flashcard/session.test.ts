import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleave, siblingsWaitUntil } from './session.ts';

const names = (prefix: string) => fc.nat({ max: 40 }).map((n) => Array.from({ length: n }, (_, index) => `${prefix}${index}`));

describe('the order of a sitting', () => {
  it('spreads new cards evenly among reviews', () => {
    expect(interleave({ learning: ['l'], due: ['d0', 'd1', 'd2', 'd3'], fresh: ['n0', 'n1'] }, 10)).toEqual(['l', 'd0', 'd1', 'n0', 'd2', 'd3', 'n1']);
  });

  it('keeps every card once and each kind in its order, short steps first', () => {
    fc.assert(
      fc.property(names('l'), names('d'), names('n'), (learning, due, fresh) => {
        const order = interleave({ learning, due, fresh }, Number.POSITIVE_INFINITY);
        expect(order.slice(0, learning.length)).toEqual(learning);
        expect(order.filter((name) => name.startsWith('d'))).toEqual(due);
        expect(order.filter((name) => name.startsWith('n'))).toEqual(fresh);
        expect(order).toHaveLength(learning.length + due.length + fresh.length);
      }),
    );
  });

  it('never lets new cards bunch: in every beginning their share is the share of the whole, give or take one', () => {
    fc.assert(
      fc.property(names('d'), names('n'), (due, fresh) => {
        const order = interleave({ learning: [], due, fresh }, Number.POSITIVE_INFINITY);
        let seen = 0;
        for (const [index, name] of order.entries()) {
          if (name.startsWith('n')) seen += 1;
          expect(Math.abs(seen - ((index + 1) * fresh.length) / order.length)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the siblings of a card that was studied', () => {
  const settings = { timeZone: 'Europe/Berlin', dayStartHour: 4 };

  it('wait until the student’s next day', () => {
    expect(siblingsWaitUntil(new Date('2026-03-02T09:00:00Z'), settings).toISOString()).toBe('2026-03-03T03:00:00.000Z');
    expect(siblingsWaitUntil(new Date('2026-03-03T01:00:00Z'), settings).toISOString()).toBe('2026-03-03T03:00:00.000Z');
  });

  it('wait for the day after where the next one begins within minutes', () => {
    expect(siblingsWaitUntil(new Date('2026-03-03T02:50:00Z'), settings).toISOString()).toBe('2026-03-04T03:00:00.000Z');
  });
});
