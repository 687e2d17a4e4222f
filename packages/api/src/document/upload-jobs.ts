import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { lookAfterUploads } from './uploads.ts';

export const lookAfterUploadsJob = defineJob({
  name: 'look-after-uploads',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 60 },
  every: '*/5 * * * *',
  run: (_payload, { deps }) => lookAfterUploads(deps),
});
