import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';

export const generateJob = defineJob({
  name: 'generate',
  payload: z.object({ generationId: z.uuid() }),
  // As for documents.
  retry: { limit: 10, delaySeconds: 2 },
  async run({ generationId }, run) {
    const { generate } = await import('./generate.ts');
    await generate(generationId, run);
  },
  async gaveUp({ generationId }, deps) {
    const { abandonGeneration } = await import('./generate.ts');
    await abandonGeneration(generationId, deps);
  },
});
