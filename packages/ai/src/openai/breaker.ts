/** Leave to ask. */
export interface Entry {
  /** To be called once. `stopped`: how the endpoint fares is not known. */
  leave(went: 'well' | 'badly' | 'stopped', retryAfterSeconds?: number): void;
}

export interface Breaker {
  /** Leave to ask, or the whole seconds until somebody may. */
  enter(): Entry | { wait: number };
}

/** Failures in a row, each after all its retries, until the endpoint is left alone. */
const failuresToOpen = 3;
const restSeconds = 30;
/** However long the endpoint wants to be left alone. */
const longestRestSeconds = 15 * 60;

/**
 * The circuit breaker of one endpoint: closed while requests go well; open after several that went badly, in a row, or
 * after one that was told to wait for long, and then nobody asks; half open once that rest is over, and then one asks for
 * all. What it knows is this process's own: each finds it out by itself.
 */
export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let openUntil = 0;
  let probing = false;
  return {
    enter() {
      const open = failures >= failuresToOpen;
      if (open && now() < openUntil) return { wait: Math.ceil((openUntil - now()) / 1_000) };
      // Whoever comes while one asks for all goes by what that one finds out.
      if (open && probing) return { wait: restSeconds };
      if (open) probing = true;
      return {
        leave(went, retryAfterSeconds = 0) {
          if (open) probing = false;
          if (went === 'stopped') return;
          failures = went === 'well' ? 0 : retryAfterSeconds > restSeconds ? failuresToOpen : failures + 1;
          if (went === 'badly') openUntil = now() + 1_000 * Math.min(longestRestSeconds, Math.max(restSeconds, retryAfterSeconds));
        },
      };
    },
  };
}
