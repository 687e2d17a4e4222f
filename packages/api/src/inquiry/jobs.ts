import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { purgeInquiries } from './purge.ts';

export const answerInquiryJob = defineJob({
  name: 'answer-inquiry',
  payload: z.object({ inquiryId: z.uuid() }),
  // Somebody waits before a page: what does not work soon is said rather than tried for long.
  retry: { limit: 4, delaySeconds: 1 },
  async run({ inquiryId }, run) {
    // As for documents: only a worker carries what works on them.
    const { answerInquiry } = await import('./answer.ts');
    await answerInquiry(inquiryId, run);
  },
  async gaveUp({ inquiryId }, deps) {
    const { abandonInquiry } = await import('./answer.ts');
    await abandonInquiry(inquiryId, deps);
  },
});

export const purgeInquiriesJob = defineJob({
  name: 'purge-inquiries',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 60 },
  every: '37 * * * *',
  async run(_payload, { deps }) {
    await purgeInquiries(deps);
  },
});
