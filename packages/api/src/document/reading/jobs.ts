import { tables } from '@studywright/db';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs.ts';
import { standingBehindOwn, unfinishedBy } from '../../platform/line.ts';

const { documents } = tables;

export const processDocumentJob = defineJob({
  name: 'process-document',
  payload: z.object({ documentId: z.uuid() }),
  // Many: most of them are workers that were stopped or killed. An error of the document itself is final much sooner.
  retry: { limit: 10, delaySeconds: 2 },
  standing: ({ documentId }, db) => standingBehindOwn(db, documents, documents.uploaderId, documentId, unfinishedBy(documents.status)),
  async run({ documentId }, run) {
    // Loaded by the worker alone: a server that only enqueues carries no readers of formats.
    const { processDocument } = await import('./process.ts');
    await processDocument(documentId, run);
  },
  async gaveUp({ documentId }, deps) {
    const { abandonDocument } = await import('./process.ts');
    await abandonDocument(documentId, deps);
  },
});
