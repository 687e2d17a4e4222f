import { Worker } from 'node:worker_threads';
import type { IngestLimits } from './limits.ts';
import type { GuardOrder } from './wire.ts';

/** Watches this process from a thread of its own, for a parser that is stuck or eats memory answers to nobody. */
export function startGuard({ timeoutSeconds, memoryMb }: Pick<IngestLimits, 'timeoutSeconds' | 'memoryMb'>): void {
  const workerData: GuardOrder = { timeoutSeconds, memoryMb, parent: process.ppid };
  const watch = new Worker(new URL('./guard.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 } });
  watch.unref();
}
