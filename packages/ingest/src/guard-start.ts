import { Worker } from 'node:worker_threads';
import type { IngestLimits } from './limits.ts';
import type { GuardOrder } from './wire.ts';

/**
 * A step (a page, mostly a matter of milliseconds) that takes more seconds of the processor than this is stuck. With the
 * start of the program, a student hears of it within ten seconds.
 */
const longestStep = 5;

/**
 * Watches this process from a thread of its own, for a parser that is stuck or eats memory answers to nobody.
 * @returns what to call whenever some work is done.
 */
export function startGuard({ timeoutSeconds, memoryMb }: Pick<IngestLimits, 'timeoutSeconds' | 'memoryMb'>, stallSeconds = longestStep): () => void {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const workerData: GuardOrder = { timeoutSeconds, stallSeconds, memoryMb, parent: process.ppid, beats };
  const watch = new Worker(new URL('./guard.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 } });
  watch.unref();
  return () => {
    Atomics.add(beats, 0, 1);
  };
}
