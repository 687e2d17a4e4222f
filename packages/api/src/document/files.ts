import { z } from 'zod';
import type { Ctx, Within } from '../platform/context.ts';
import { defineJob } from '../platform/jobs.ts';

/** Removing a file can fail and be tried again; removing its row can not be half done. */
export const removeFilesJob = defineJob({
  name: 'remove-files',
  payload: z.object({ keys: z.array(z.string()).max(1_000) }),
  retry: { limit: 10, delaySeconds: 30 },
  async run({ keys }, { deps }) {
    for (const key of keys) await deps.files.remove(key);
  },
});

/** Part of the transaction that deletes the rows. */
export async function removeFiles(ctx: Within<Ctx>, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += 1_000) await ctx.jobs.enqueue(ctx.db, removeFilesJob, { keys: keys.slice(from, from + 1_000) });
}
