export interface TestClock {
  now(): Date;
  set(at: Date | string): void;
  advance(by: { ms?: number; seconds?: number; minutes?: number; hours?: number; days?: number }): void;
}

/** A clock that stands still until it is told. */
export function createTestClock(start: string): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    set(to) {
      at = new Date(to).getTime();
    },
    advance({ ms = 0, seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      at += ms + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
    },
  };
}
