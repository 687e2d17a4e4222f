import type { documentEvent } from '@studywright/core';
import type { z } from 'zod';
import type { SignedInCtx } from '../platform/context.ts';
import { recentlyWorkedOn } from './queries.ts';

/**
 * Yields the id of each document of a course as it changes. Many changes of one document between two reads are one:
 * the page reads the newest state anyway. First, and after each time in which nothing could be heard, it yields those
 * that may have changed meanwhile.
 */
export async function* documentChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined): AsyncGenerator<z.infer<typeof documentEvent>, void> {
  const changed = new Set<string>();
  let missed = false;
  let wake = () => {};
  const stop = ctx.events.subscribe(
    (event) => {
      if (event.courseId !== courseId) return;
      changed.add(event.documentId);
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
        for (const id of await recentlyWorkedOn(ctx, courseId)) changed.add(id);
      }
      for (const documentId of changed) {
        changed.delete(documentId);
        yield { documentId };
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
