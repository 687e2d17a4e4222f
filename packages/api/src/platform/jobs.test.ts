import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createTestApi, type TestApi } from '../testing/index.ts';
import { createJobRunner, defineJob, type Job, type JobRunner } from './jobs.ts';
import { silentLog } from './log.ts';

const payload = z.object({ id: z.string() });

async function place(): Promise<{ api: TestApi; url: string }> {
  const api = await createTestApi();
  onTestFinished(() => api.close());
  return { api, url: api.databaseUrl };
}

async function startRunner(url: string, job: Job<string, typeof payload>): Promise<JobRunner> {
  const runner = createJobRunner(url, [job], silentLog, 'work');
  await runner.start();
  return runner;
}

it('a job that fails each time is given up, and whoever waits for it is told once', { timeout: 30_000 }, async () => {
  const { api, url } = await place();
  const tries: string[] = [];
  const given = Promise.withResolvers<string>();
  const job = defineJob({
    name: 'fails',
    payload,
    retry: { limit: 1, delaySeconds: 0 },
    run({ id }) {
      tries.push(id);
      return Promise.reject(new Error('no'));
    },
    gaveUp({ id }) {
      given.resolve(id);
      return Promise.resolve();
    },
  });
  const runner = await startRunner(url, job);
  onTestFinished(() => runner.stop(0));
  await runner.work(api.deps, 1);
  await runner.enqueue(api.deps.db, job, { id: 'one' });
  expect(await given.promise).toBe('one');
  expect(tries).toEqual(['one', 'one']);
});

it('a worker that is stopped leaves its job where it is, and another goes on with it', { timeout: 30_000 }, async () => {
  const { api, url } = await place();
  const begun = Promise.withResolvers<void>();
  const done = Promise.withResolvers<number>();
  let runs = 0;
  const job = defineJob({
    name: 'long',
    payload,
    retry: { limit: 3, delaySeconds: 0 },
    async run(_payload, { signal, attempt }) {
      runs += 1;
      if (runs > 1) return done.resolve(attempt);
      begun.resolve();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const first = await startRunner(url, job);
  await first.work(api.deps, 1);
  await first.enqueue(api.deps.db, job, { id: 'one' });
  await begun.promise;
  await first.stop();

  const second = await startRunner(url, job);
  onTestFinished(() => second.stop(0));
  await second.work(api.deps, 1);
  expect(await done.promise).toBe(1);
  expect(runs).toBe(2);
});

it('is enqueued with the row that needs it, or not at all', { timeout: 30_000 }, async () => {
  const { api, url } = await place();
  const ran: string[] = [];
  const seen = Promise.withResolvers<void>();
  const job = defineJob({
    name: 'bound',
    payload,
    retry: { limit: 0, delaySeconds: 0 },
    run({ id }) {
      ran.push(id);
      seen.resolve();
      return Promise.resolve();
    },
  });
  const runner = await startRunner(url, job);
  onTestFinished(() => runner.stop(0));
  await runner.work(api.deps, 1);
  const rolledBack = api.deps.db.transaction(async (tx) => {
    await runner.enqueue(tx, job, { id: 'taken back' });
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await api.deps.db.transaction((tx) => runner.enqueue(tx, job, { id: 'kept' }));
  await seen.promise;
  expect(ran).toEqual(['kept']);
});
