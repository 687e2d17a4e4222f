import { courseChanges } from '../platform/changes.ts';
import type { SignedInCtx } from '../platform/context.ts';
import { recentlyMade } from './queries.ts';

/** Yields the id of each note of a course as it changes, and those that may have changed while nothing was heard. */
export async function* noteChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined): AsyncGenerator<{ noteId: string }, void> {
  for await (const noteId of courseChanges(ctx, courseId, signal, (event) => (event.kind === 'note' ? event.noteId : undefined), () => recentlyMade(ctx, courseId))) yield { noteId };
}
