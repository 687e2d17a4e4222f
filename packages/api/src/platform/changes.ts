import type { SignedInCtx } from './context.ts';
import type { Event } from './events.ts';

/**
 * Yields the id of each thing of a course as it changes. Many changes of one between two reads are one: the page reads the
 * newest state anyway. First, and after each time in which nothing could be heard, it yields those that may have changed
 * meanwhile.
 * @param idOf the id that an event of the course tells of; undefined where it is about something else
 */
export async function* courseChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined, idOf: (event: Event) => string | undefined, recent: () => Promise<string[]>): AsyncGenerator<string, void> {
  const changed = new Set<string>();
  let missed = false;
  let wake = () => {};
  const stop = ctx.events.subscribe(
    (event) => {
      const id = event.courseId === courseId ? idOf(event) : undefined;
      if (id === undefined) return;
      changed.add(id);
      wake();
    },
    () => {
      missed = true;
      wake();
    },
  );
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      if (missed) {
        missed = false;
        for (const id of await recent()) changed.add(id);
      }
      for (const id of changed) {
        changed.delete(id);
        yield id;
      }
      if (changed.size > 0 || missed || signal?.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}
