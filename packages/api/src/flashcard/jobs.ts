import { z } from 'zod';
import { purgeDeletedQuestions } from '../document/revision/decide.ts';
import { defineJob } from '../platform/jobs.ts';
import { purgeDeletedCards } from './service.ts';

export const purgeDeletedCardsJob = defineJob({
  name: 'purge-deleted-cards',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 60 },
  every: '17 * * * *',
  async run(_payload, { deps }) {
    await purgeDeletedCards(deps);
    await purgeDeletedQuestions(deps);
  },
});
