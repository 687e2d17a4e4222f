import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '@studywright/db';
import { z } from 'zod';
import { jobs } from '../jobs.ts';
import type { Deps } from '../platform/context.ts';
import type { Job, JobQueue } from '../platform/jobs.ts';

const row = z.object({ id: z.coerce.number(), name: z.string(), payload: z.record(z.string(), z.unknown()), attempt: z.number() });

export interface TestJob {
  name: string;
  payload: Record<string, unknown>;
}

export interface TestQueue extends JobQueue {
  /** What waits to be run, oldest first. Enqueued by a transaction that failed, it is not here. */
  waiting(name?: string): Promise<TestJob[]>;
  /**
   * Runs what waits, and what that enqueues, until nothing is left. A job that throws is tried again at once, as often
   * as it allows; then its error is thrown here.
   */
  runAll(deps: Deps): Promise<void>;
  clear(): Promise<void>;
}

/** Jobs in a table of the test's database: without workers, but bound to transactions as the real queue is. */
export async function createTestQueue(db: Database): Promise<TestQueue> {
  await db.execute(sql`create table test_jobs (id bigserial primary key, name text not null, payload jsonb not null, attempt int not null default 0)`);
  const select = async (query: SQL) => z.array(row).parse([...(await db.execute(query))]);
  const queue: TestQueue = {
    async enqueue(within, job, payload) {
      await within.execute(sql`insert into test_jobs (name, payload) values (${job.name}, ${JSON.stringify(job.payload.parse(payload))}::jsonb)`);
    },
    async waiting(name) {
      const rows = await select(sql`select * from test_jobs where ${name ?? null}::text is null or name = ${name ?? null}::text order by id`);
      return rows.map(({ name: job, payload }) => ({ name: job, payload }));
    },
    async runAll(deps) {
      for (;;) {
        const [next] = await select(sql`select * from test_jobs order by id limit 1`);
        if (!next) return;
        const job = jobNamed(next.name);
        try {
          await job.run(job.payload.parse(next.payload), { deps, signal: new AbortController().signal, attempt: next.attempt });
          await db.execute(sql`delete from test_jobs where id = ${next.id}`);
        } catch (error) {
          if (next.attempt >= job.retry.limit) {
            await db.execute(sql`delete from test_jobs where id = ${next.id}`);
            throw error;
          }
          await db.execute(sql`update test_jobs set attempt = attempt + 1 where id = ${next.id}`);
        }
      }
    },
    async clear() {
      await db.execute(sql`delete from test_jobs`);
    },
  };
  return queue;
}

function jobNamed(name: string): Job<string, z.ZodObject> {
  const all: readonly Job<string, z.ZodObject>[] = jobs;
  const job = all.find((one) => one.name === name);
  if (!job) throw new Error(`There is no job called ${name}.`);
  return job;
}
