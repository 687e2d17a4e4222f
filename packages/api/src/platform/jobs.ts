import type { Queryable } from '@studywright/db';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Deps } from './context.ts';
import type { Log } from './log.ts';

export interface JobRun {
  deps: Deps;
  signal: AbortSignal;
  /** Tries before this one. */
  attempt: number;
}

export interface Job<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  name: Name;
  /** Ids, not contents: a job reads what it needs when it runs. */
  payload: Payload;
  retry: { limit: number; delaySeconds: number };
  /** Cron expression, UTC, for work that comes by itself; its payload is then `{}`. */
  every?: string;
  /** Safe to run twice. What it throws is tried again up to the limit. */
  run(payload: z.output<Payload>, run: JobRun): Promise<void>;
}

export function defineJob<Name extends string, Payload extends z.ZodType>(job: Job<Name, Payload>): Job<Name, Payload> {
  return job;
}

/** Enqueues inside the transaction of the row that needs the work: both are there or neither is. */
export interface JobQueue {
  enqueue<Payload extends z.ZodType>(db: Queryable, job: Job<string, Payload>, payload: z.input<Payload>): Promise<void>;
}

/** A worker that was killed is noticed after this long; its job then goes to another. */
const heartbeatSeconds = 10;
const longestRunSeconds = 60 * 60;

export interface JobRunner extends JobQueue {
  /** Makes the queues; a process that only enqueues needs no more. */
  start(): Promise<void>;
  work(deps: Deps, concurrency: number): Promise<void>;
  /** Lets running jobs end for up to `graceMs`; what is cut off then is taken over by another worker. */
  stop(graceMs?: number): Promise<void>;
}

export function createJobRunner(url: string, jobs: readonly AnyJob[], log: Log, role: 'send' | 'work'): JobRunner {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    application_name: `studywright-jobs-${role}`,
    max: role === 'work' ? 4 : 1,
    supervise: role === 'work',
    schedule: role === 'work',
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: role === 'work',
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));

  return {
    async start() {
      await boss.start();
      for (const { name, retry } of jobs) {
        await boss.createQueue(name, {
          notify: true,
          retryLimit: retry.limit,
          retryDelay: retry.delaySeconds,
          retryBackoff: true,
          heartbeatSeconds,
          expireInSeconds: longestRunSeconds,
          deleteAfterSeconds: 7 * 24 * 3600,
        });
      }
    },
    async enqueue(db, job, payload) {
      const id = await boss.send(job.name, z.record(z.string(), z.unknown()).parse(job.payload.parse(payload)), { db: fromDrizzle(db, sql) });
      if (!id) throw new Error(`The job ${job.name} was not accepted by its queue.`);
    },
    async work(deps, concurrency) {
      for (const job of jobs) {
        await boss.work(
          job.name,
          { includeMetadata: true, batchSize: 1, localConcurrency: job.every ? 1 : concurrency, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5, heartbeatRefreshSeconds: 3 },
          async ([taken]) => {
            if (!taken) return;
            await runOne(job, taken.data, { deps, signal: taken.signal, attempt: taken.retryCount });
          },
        );
        if (job.every) await boss.schedule(job.name, job.every, {});
      }
    },
    async stop(graceMs = 10_000) {
      await boss.stop({ graceful: graceMs > 0, timeout: Math.max(1_000, graceMs), close: true });
    },
  };
}

async function runOne(job: AnyJob, data: unknown, run: JobRun): Promise<void> {
  const payload = job.payload.safeParse(data ?? {});
  // A payload that does not fit now will not fit later: fail loudly, with the name of what is wrong.
  if (!payload.success) throw new Error(`The job ${job.name} got a payload that it does not know: ${payload.error.message}`);
  await job.run(payload.data, run);
}

type AnyJob = Job<string, z.ZodObject>;
