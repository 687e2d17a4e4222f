import { tables } from '@studywright/db';
import { and, isNotNull, lt } from 'drizzle-orm';
import type { Deps } from '../platform/context.ts';

const { notes } = tables;

const keptDeletedMs = 24 * 3_600_000;

/** What was deleted more than a day ago goes for good. */
export async function purgeDeletedNotes({ db, now }: Deps): Promise<void> {
  await db.delete(notes).where(and(isNotNull(notes.deletedAt), lt(notes.deletedAt, new Date(now().getTime() - keptDeletedMs))));
}
