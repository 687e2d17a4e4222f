import { tables } from '@studywright/db';
import { isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs.ts';
import { standingBehindOwn } from '../../platform/line.ts';

const { documentRevisions } = tables;

export const reviseDocumentJob = defineJob({
  name: 'revise-document',
  payload: z.object({ revisionId: z.uuid() }),
  retry: { limit: 10, delaySeconds: 2 },
  // One that is done is no row any more.
  standing: ({ revisionId }, db) => standingBehindOwn(db, documentRevisions, documentRevisions.uploaderId, revisionId, isNull(documentRevisions.error)),
  async run({ revisionId }, run) {
    // As for documents: only a worker carries what reads them.
    const { reviseDocument } = await import('./revision.ts');
    await reviseDocument(revisionId, run);
  },
  async gaveUp({ revisionId }, deps) {
    const { abandonRevision } = await import('./revision.ts');
    await abandonRevision(revisionId, deps);
  },
});
