import { z } from 'zod';
import { defineJob } from '../../platform/jobs.ts';
import { checkFiles } from './check.ts';
import { lookAfterUploads } from './uploads.ts';

export const lookAfterUploadsJob = defineJob({
  name: 'look-after-uploads',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 60 },
  every: '*/5 * * * *',
  run: (_payload, { deps }) => lookAfterUploads(deps),
});

/** In the night from Saturday to Sunday. */
export const checkFilesJob = defineJob({
  name: 'check-files',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 600 },
  every: '23 3 * * 0',
  run: (_payload, { deps, signal }) => checkFiles(deps, signal),
});
