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
  /** Told once no try is left, also where each of them ended with its worker's life: says so to whoever waits for the work. */
  gaveUp?(payload: z.output<Payload>, deps: Deps): Promise<void>;
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
  /** Tells running jobs to stop where they are, and waits for that up to `graceMs`. Another worker goes on with them. */
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
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    useListenNotify: role === 'work',
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  const stopping = new AbortController();

  async function ensureQueue({ name, retry, gaveUp }: AnyJob): Promise<void> {
    const settings = {
      notify: true,
      retryLimit: retry.limit,
      retryDelay: retry.delaySeconds,
      retryBackoff: true,
      expireInSeconds: longestRunSeconds,
      deleteAfterSeconds: 7 * 24 * 3600,
      ...(gaveUp && { deadLetter: exhausted(name) }),
    };
    if (gaveUp) await boss.createQueue(exhausted(name), { notify: true, retryLimit: 10, retryDelay: 5 });
    await boss.createQueue(name, { ...settings, heartbeatSeconds });
    // What was made by an earlier version keeps its settings otherwise.
    await boss.updateQueue(name, settings);
  }

  return {
    async start() {
      await boss.start();
      for (const job of jobs) await ensureQueue(job);
    },
    async enqueue(db, job, payload) {
      const id = await boss.send(job.name, z.record(z.string(), z.unknown()).parse(job.payload.parse(payload)), { db: fromDrizzle(db, sql) });
      if (!id) throw new Error(`The job ${job.name} was not accepted by its queue.`);
    },
    async work(deps, concurrency) {
      for (const job of jobs) {
        await boss.work(job.name, { ...polling, includeMetadata: true, localConcurrency: job.every ? 1 : concurrency, heartbeatRefreshSeconds: 3 }, async ([taken]) => {
          if (!taken) return;
          await runOne(job, taken.data, { deps, signal: AbortSignal.any([taken.signal, stopping.signal]), attempt: taken.retryCount });
        });
        const { gaveUp } = job;
        if (gaveUp) {
          await boss.work(exhausted(job.name), polling, async ([taken]) => {
            if (taken) await gaveUp(payloadOf(job, taken.data), deps);
          });
        }
        if (job.every) await boss.schedule(job.name, job.every, {});
      }
    },
    async stop(graceMs = 10_000) {
      stopping.abort(new Error('The worker is being stopped.'));
      await boss.stop({ graceful: graceMs > 0, timeout: Math.max(1_000, graceMs), close: true });
    },
  };
}

/** Woken by a notification; asks by itself for what comes without one, such as a job whose next try is due. */
const polling = { batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };

/** The queue that a job moves to when no try is left. */
function exhausted(name: string): string {
  return `${name}-exhausted`;
}

async function runOne(job: AnyJob, data: unknown, run: JobRun): Promise<void> {
  await job.run(payloadOf(job, data), run);
}

function payloadOf(job: AnyJob, data: unknown): z.output<AnyJob['payload']> {
  const payload = job.payload.safeParse(data ?? {});
  // A payload that does not fit now will not fit later: fail loudly, with the name of what is wrong.
  if (!payload.success) throw new Error(`The job ${job.name} got a payload that it does not know: ${payload.error.message}`);
  return payload.data;
}

type AnyJob = Job<string, z.ZodObject>;
