import { tables } from '@studywright/db';
import { and, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { standingBehindOwn, unfinishedBy } from '../platform/line.ts';
import { purgeDeletedNotes } from './purge.ts';

const { notes } = tables;

export const composeNoteJob = defineJob({
  name: 'compose-note',
  payload: z.object({ noteId: z.uuid() }),
  // Many: most of them are workers that were stopped or killed.
  retry: { limit: 10, delaySeconds: 2 },
  standing: ({ noteId }, db) => standingBehindOwn(db, notes, notes.authorId, noteId, and(unfinishedBy(notes.status), isNull(notes.deletedAt))),
  async run({ noteId }, run) {
    // As for documents: only a worker carries what works on them.
    const { composeNote } = await import('./compose.ts');
    await composeNote(noteId, run);
  },
  async gaveUp({ noteId }, deps) {
    const { abandonNote } = await import('./compose.ts');
    await abandonNote(noteId, deps);
  },
});

export const purgeDeletedNotesJob = defineJob({
  name: 'purge-deleted-notes',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 60 },
  every: '23 * * * *',
  async run(_payload, { deps }) {
    await purgeDeletedNotes(deps);
  },
});
