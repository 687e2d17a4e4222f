import type { AppError } from '@studywright/core';
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
  /** Of a job that gives way to others, run by a worker. */
  line?: Line;
}

/** Where a job stands among those of its name that wait. Who has the higher standing goes first, then who has waited longer. */
export interface Line {
  /** With which this one was taken. */
  standing: number;
  /** In the place that is kept for those whose standing is 0 or more: they never wait for a long work to end. */
  express: boolean;
  /** The highest standing among those that wait; null where none does. */
  ahead(): Promise<number | null>;
  /** Enqueues this job once more, with another standing; for the transaction in which it ends without being done. */
  standBehind(db: Queryable, standing: number): Promise<void>;
}

export interface Job<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  name: Name;
  /** Ids, not contents: a job reads what it needs when it runs. */
  payload: Payload;
  retry: { limit: number; delaySeconds: number };
  /** Cron expression, UTC, for work that comes by itself; its payload is then `{}`. */
  every?: string;
  /**
   * For work that is long and that many want: the standing with which one of them begins to wait. Without it, first come,
   * first served.
   */
  standing?(payload: z.output<Payload>, db: Queryable): Promise<number>;
  /** Safe to run twice. What it throws is tried again up to the limit. */
  run(payload: z.output<Payload>, run: JobRun): Promise<void>;
  /** Told once no try is left, also where each of them ended with its worker's life: says so to whoever waits for the work. */
  gaveUp?(payload: z.output<Payload>, deps: Deps): Promise<void>;
}

/** Whether what a job threw is final: it will not pass by itself, or has been tried often enough. */
export function isFinal(error: AppError, attempt: number): boolean {
  return !mayPass(error) || attempt >= 2;
}

/** What was no fault of the one who asked may be gone the next time. */
export function mayPass({ retryable, code }: AppError): boolean {
  return retryable || code === 'INTERNAL';
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
  let lifting: NodeJS.Timeout | undefined;

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

  async function send(db: Queryable, name: string, payload: unknown, priority = 0): Promise<void> {
    const id = await boss.send(name, z.record(z.string(), z.unknown()).parse(payload), { db: fromDrizzle(db, sql), priority });
    if (!id) throw new Error(`The job ${name} was not accepted by its queue.`);
  }

  async function serve(job: AnyJob, deps: Deps, place: { localConcurrency: number; minPriority?: number }): Promise<void> {
    const worker = await boss.work(job.name, { ...polling, ...place, includeMetadata: true, heartbeatRefreshSeconds: 3 }, async ([taken]) => {
      if (!taken) return;
      const line: Line = {
        standing: taken.priority,
        express: place.minPriority !== undefined,
        ahead: () => bestWaiting(job.name),
        standBehind: (db, standing) => send(db, job.name, taken.data, standing),
      };
      try {
        await runOne(job, taken.data, { deps, signal: AbortSignal.any([taken.signal, stopping.signal]), attempt: taken.retryCount, ...(job.standing && { line }) });
      } finally {
        // What waits behind a job that was short is taken at once, not when the queue is next asked.
        boss.notifyWorker(worker);
      }
    });
  }

  async function bestWaiting(name: string): Promise<number | null> {
    const { rows } = await boss.getDb().executeSql("select max(priority) as best from jobs.job where name = $1 and state < 'active' and start_after <= now()", [name]);
    return z.array(z.object({ best: z.number().nullable() })).parse(rows)[0]?.best ?? null;
  }

  /** Nobody waits for ever: what has waited for long goes before what comes. */
  async function lift(names: readonly string[]): Promise<void> {
    try {
      await boss.getDb().executeSql("update jobs.job set priority = 0 where name = any($1) and state < 'active' and priority < 0 and created_on < now() - make_interval(secs => $2)", [names, longestWaitSeconds]);
    } catch (error) {
      log.warn({ err: error }, 'could not look after those that wait for long');
    }
  }

  return {
    async start() {
      await boss.start();
      for (const job of jobs) await ensureQueue(job);
    },
    async enqueue(db, job, payload) {
      const parsed = job.payload.parse(payload);
      await send(db, job.name, parsed, await job.standing?.(parsed, db));
    },
    async work(deps, concurrency) {
      for (const job of jobs) {
        await serve(job, deps, { localConcurrency: job.every ? 1 : concurrency });
        // One place more, in which nothing long can be.
        if (job.standing) await serve(job, deps, { localConcurrency: 1, minPriority: 0 });
        const { gaveUp } = job;
        if (gaveUp) {
          await boss.work(exhausted(job.name), polling, async ([taken]) => {
            if (taken) await gaveUp(payloadOf(job, taken.data), deps);
          });
        }
        if (job.every) await boss.schedule(job.name, job.every, {});
      }
      const inLine = jobs.filter((job) => job.standing).map((job) => job.name);
      lifting = setInterval(() => void lift(inLine), liftEveryMs).unref();
    },
    async stop(graceMs = 10_000) {
      clearInterval(lifting);
      stopping.abort(new Error('The worker is being stopped.'));
      await boss.stop({ graceful: graceMs > 0, timeout: Math.max(1_000, graceMs), close: true });
    },
  };
}

const longestWaitSeconds = 60;
const liftEveryMs = 10_000;

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
