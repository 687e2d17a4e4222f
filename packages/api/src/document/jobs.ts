import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';

export const processDocumentJob = defineJob({
  name: 'process-document',
  payload: z.object({ documentId: z.uuid() }),
  retry: { limit: 5, delaySeconds: 2 },
  async run({ documentId }, run) {
    // Loaded by the worker alone: a server that only enqueues carries no readers of formats.
    const { processDocument } = await import('./process.ts');
    await processDocument(documentId, run);
  },
});
