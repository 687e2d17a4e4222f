import type { documentEvent } from '@studywright/core';
import type { z } from 'zod';
import { courseChanges } from '../platform/changes.ts';
import type { SignedInCtx } from '../platform/context.ts';
import { recentlyWorkedOn } from './queries.ts';

/** Yields the id of each document of a course as it changes, and those that may have changed while nothing was heard. */
export async function* documentChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined): AsyncGenerator<z.infer<typeof documentEvent>, void> {
  const idOf = (event: Parameters<Parameters<typeof ctx.events.subscribe>[0]>[0]) => (event.kind === 'document' ? event.documentId : undefined);
  for await (const documentId of courseChanges(ctx, courseId, signal, idOf, () => recentlyWorkedOn(ctx, courseId))) yield { documentId };
}
