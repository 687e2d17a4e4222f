import { setTimeout as pause } from 'node:timers/promises';
import { aborted, StudywrightError } from './errors.ts';

/** Waits, unless the caller stops waiting first. */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await pause(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    throw aborted(error instanceof Error ? error : undefined);
  });
}

export interface Retrying {
  /** Milliseconds before the second try, the third, …; there is no try after the last. */
  delays: readonly number[];
  signal: AbortSignal | undefined;
  /** Whether something was achieved since the last time it was asked: the delays then begin anew. */
  advanced?: () => boolean;
}

/** Does something that is safe to do twice until it succeeds, as long as its error says that this may help. */
export async function retrying<T>(work: () => Promise<T>, { delays, signal, advanced = () => false }: Retrying): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    if (signal?.aborted) throw aborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StudywrightError) || !error.retryable) throw error;
      if (advanced()) tries = 0;
      const delay = delays[tries];
      if (delay === undefined) throw error;
      await wait(Math.max(delay, (error.retryAfter ?? 0) * 1000), signal);
    }
  }
}
