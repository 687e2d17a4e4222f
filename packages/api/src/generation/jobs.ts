import { tables } from '@studywright/db';
import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { standingBehindOwn, unfinishedBy } from '../platform/line.ts';

const { generations } = tables;

export const generateJob = defineJob({
  name: 'generate',
  payload: z.object({ generationId: z.uuid() }),
  // As for documents.
  retry: { limit: 10, delaySeconds: 2 },
  standing: ({ generationId }, db) => standingBehindOwn(db, generations, generations.authorId, generationId, unfinishedBy(generations.status)),
  async run({ generationId }, run) {
    const { generate } = await import('./generate.ts');
    await generate(generationId, run);
  },
  async gaveUp({ generationId }, deps) {
    const { abandonGeneration } = await import('./generate.ts');
    await abandonGeneration(generationId, deps);
  },
});
