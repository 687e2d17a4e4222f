import { z } from 'zod';
import { defineJob } from '../../platform/jobs.ts';

export const reviseDocumentJob = defineJob({
  name: 'revise-document',
  payload: z.object({ revisionId: z.uuid() }),
  retry: { limit: 10, delaySeconds: 2 },
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
