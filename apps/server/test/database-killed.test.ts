import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@studywright/db';
import { startEmbedded } from '@studywright/db/embedded';
import { migrate } from '@studywright/db/migrate';
import { TRPCClientError } from '@trpc/client';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { newStudent, startProgram, temporaryFolder, until } from './harness.ts';
import { freePort } from './ports.ts';

const cards = 60;
const killedAfter = 20;

it('no rating that was acknowledged is gone when the database is killed, and none counts twice', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const options = { folder: join(folder, 'postgres'), preferredPort: await freePort() };
  let postgres = await startEmbedded(options);
  onTestFinished(() => postgres.stop());
  await migrate(postgres.url);
  const server = await startProgram({ databaseUrl: postgres.url, folder }, 'api', await freePort());
  const { api, courseId } = await newStudent(server.url, v7);
  const cardIds = Array.from({ length: cards }, () => v7());
  for (const [index, id] of cardIds.entries()) await api.flashcard.create.mutate({ id, courseId, front: `Card ${index}`, back: 'Answer' });

  const acknowledged = new Map<string, string>();
  const refusals: { status: unknown; code: unknown; retryable: unknown }[] = [];
  /** As a page does: the same rating with the same id, until it is told that it was recorded. */
  const rate = async (cardId: string) => {
    const id = v7();
    for (;;) {
      try {
        const { outcome } = await api.flashcard.review.mutate({ id, cardId, rating: 3, version: 0, durationMs: 2_000 });
        expect(outcome).toBe('recorded');
        acknowledged.set(id, cardId);
        return;
      } catch (error) {
        if (!(error instanceof TRPCClientError)) throw error;
        refusals.push({ status: error.data?.httpStatus, code: error.data?.error_code, retryable: error.data?.retryable });
        await pause(50);
      }
    }
  };
  // Four at once, so that some are cut in the middle of their transaction.
  const waiting = [...cardIds];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await rate(next);
  };
  const rated = Promise.all([lane(), lane(), lane(), lane()]);
  await until(() => acknowledged.size >= killedAfter, 'some ratings are recorded', { everyMs: 1 });
  process.kill(postgres.pid, 'SIGKILL');
  await until(() => refusals.length > 0, 'a rating is refused');
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
  postgres = await startEmbedded(options);
  await rated;

  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(new Set([JSON.stringify({ status: 503, code: 'UNAVAILABLE', retryable: true })]));
  const { sql, close } = openDatabase(postgres.url, { max: 1 });
  onTestFinished(close);
  const kept = await sql<{ id: string; card_id: string }[]>`select id, card_id from reviews`;
  expect(new Map(kept.map((row) => [row.id, row.card_id]))).toEqual(acknowledged);
  expect(kept).toHaveLength(cards);
  expect(await sql`select count(*)::int as n from card_schedules where reps = 1 and version = 1`).toEqual([{ n: cards }]);
  await until(async () => (await fetch(`${server.url}/health/ready`)).ok, 'the server is ready again');
  expect(await server.stop()).toBe(0);
});
