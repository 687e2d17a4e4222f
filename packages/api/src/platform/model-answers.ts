import type { AnswerCache } from '@studywright/ai';
import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Deps } from './context.ts';
import { defineJob } from './jobs.ts';

const { modelAnswers } = tables;

/** Answers that were paid for, shared by all workers. One of more than `limits.model.answerBytes` is not kept. */
export function storedAnswers({ db, now }: Pick<Deps, 'db' | 'now'>): AnswerCache {
  return {
    async get(key) {
      const [row] = await db.select({ answer: modelAnswers.answer }).from(modelAnswers).where(eq(modelAnswers.key, key));
      return row?.answer ?? null;
    },
    async put(key, answer) {
      const bytes = Buffer.byteLength(answer);
      if (bytes > limits.model.answerBytes) return;
      const row = { answer, bytes, createdAt: now() };
      await db.insert(modelAnswers).values({ key, ...row }).onConflictDoUpdate({ target: modelAnswers.key, set: row });
    },
  };
}

/** Lets go of answers that are old, then of the oldest where all together are more than is kept. */
export async function tidyAnswers({ db, now }: Pick<Deps, 'db' | 'now'>, mostBytes: number = limits.model.answersBytes): Promise<void> {
  await db.delete(modelAnswers).where(lt(modelAnswers.createdAt, new Date(now().getTime() - limits.model.answerDays * 86_400_000)));
  await db.execute(sql`
    delete from ${modelAnswers} where ${modelAnswers.key} in (
      select key from (select key, sum(bytes) over (order by created_at desc, key) as total from ${modelAnswers}) kept where total > ${mostBytes}
    )`);
}

export const tidyAnswersJob = defineJob({
  name: 'tidy-model-answers',
  payload: z.object({}),
  retry: { limit: 2, delaySeconds: 600 },
  every: '41 2 * * *',
  run: (_payload, { deps }) => tidyAnswers(deps),
});
