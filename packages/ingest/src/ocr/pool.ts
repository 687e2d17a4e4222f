/** Processes that read pictures: as many as are allowed, started when there is work and ended when there is none. */
import type { ChildProcess } from 'node:child_process';
import { AppError } from '@studywright/core';
import { spawnConfined } from '../confine.ts';
import { lastWords } from '../wire.ts';
import { answer } from './wire.ts';
import type { Request } from './wire.ts';

export interface PoolSettings {
  /** Processes at most. */
  size: number;
  /** For one page. */
  timeoutSeconds: number;
  memoryMb: number;
  /** After which a process that has nothing to do is ended. */
  idleSeconds: number;
  /** The program of a process instead of the product's own; for tests. */
  entry?: URL;
}

type Task = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

export interface Pool {
  /**
   * Waits until a process is free and has it do the task.
   * @throws AppError as the task; UNREADABLE where the process broke down or ran into a limit; UNAVAILABLE once the pool is
   * closed. The signal's reason once it is aborted.
   */
  run(task: Task, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
  /** Of the processes that run; for tests. */
  pids(): number[];
}

interface Job {
  task: Task;
  signal: AbortSignal | undefined;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

interface Reader {
  child: ChildProcess;
  /** The end of what it said on standard error. */
  errors: string;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  /** Why it was ended, where that was done here. */
  fate: AppError | undefined;
}

const keptErrorChars = 4_096;

export function createPool(settings: PoolSettings): Pool {
  const readers = new Set<Reader>();
  const waiting: Job[] = [];
  let lastId = 0;
  let closed = false;

  const next = (): void => {
    while (waiting.length > 0) {
      const free = [...readers].find(({ job, fate }) => job === undefined && fate === undefined) ?? (readers.size < settings.size ? begin() : undefined);
      const job = free && waiting.shift();
      if (!free || !job) return;
      give(free, job);
    }
  };

  const begin = (): Reader => {
    const reader: Reader = { child: start(settings), errors: '', job: undefined, timer: undefined, fate: undefined };
    readers.add(reader);
    reader.child.stderr?.on('data', (chunk: Buffer) => {
      reader.errors = (reader.errors + chunk.toString('utf8')).slice(-keptErrorChars);
    });
    reader.child.on('message', (message) => took(reader, message));
    reader.child.once('error', () => gone(reader));
    reader.child.once('close', () => gone(reader));
    return reader;
  };

  const give = (reader: Reader, job: Job): void => {
    clearTimeout(reader.timer);
    reader.job = job;
    reader.child.ref();
    lastId += 1;
    reader.timer = setTimeout(() => end(reader, tooLong(settings)), settings.timeoutSeconds * 1000);
    job.signal?.addEventListener('abort', () => reader.job === job && end(reader, broke()), { once: true });
    // What died before it could listen is seen by its end.
    reader.child.send({ ...job.task, id: lastId }, () => {});
  };

  const took = (reader: Reader, message: unknown): void => {
    const said = answer.safeParse(message);
    const { job } = reader;
    if (!job || !said.success) return end(reader, broke());
    reader.job = undefined;
    clearTimeout(reader.timer);
    rest(reader);
    if (said.data.ok) job.resolve(said.data.value);
    else if (said.data.code === 'INTERNAL') job.reject(new Error(`Reading a picture failed: ${said.data.detail}`));
    else job.reject(new AppError(said.data.code, said.data.detail));
    next();
  };

  /** A process at rest does not keep its parent from ending. */
  const rest = (reader: Reader): void => {
    reader.child.unref();
    reader.timer = setTimeout(() => end(reader, broke()), settings.idleSeconds * 1000);
    reader.timer.unref();
  };

  const end = (reader: Reader, why: AppError): void => {
    reader.fate ??= why;
    reader.child.kill('SIGKILL');
  };

  const gone = (reader: Reader): void => {
    if (!readers.delete(reader)) return;
    clearTimeout(reader.timer);
    const { job } = reader;
    if (job) job.reject(job.signal?.aborted === true ? job.signal.reason : (reader.fate ?? fateOf(reader.errors)));
    if (!closed) next();
  };

  return {
    run: (task, signal) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closing());
        if (signal?.aborted === true) return reject(signal.reason);
        const job: Job = { task, signal, resolve, reject };
        waiting.push(job);
        signal?.addEventListener('abort', () => {
          const at = waiting.indexOf(job);
          if (at >= 0) reject(waiting.splice(at, 1)[0]?.signal?.reason);
        }, { once: true });
        next();
      }),
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(closing());
      await Promise.all([...readers].map((reader) => new Promise<void>((resolve) => {
        reader.child.ref();
        reader.child.once('close', () => resolve());
        end(reader, closing());
      })));
    },
    pids: () => [...readers].flatMap(({ child }) => child.pid ?? []),
  };
}

function start({ memoryMb, entry }: PoolSettings): ChildProcess {
  const program = entry ?? new URL('./child.ts', import.meta.url);
  // Pictures lie outside of the heap.
  return spawnConfined(program, { heapMb: memoryMb * 0.5, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced', preload: [new URL('./sandbox.ts', import.meta.url)] });
}

const closing = () => new AppError('UNAVAILABLE', 'The reader of pictures is closing. Try again in a moment.');
const broke = () => new AppError('UNREADABLE', 'Reading this page broke down. The other pages are not affected. Scan or save this page again, and upload that.');
const tooLong = ({ timeoutSeconds }: PoolSettings) => new AppError('UNREADABLE', `Reading this page took longer than ${timeoutSeconds} ${timeoutSeconds === 1 ? 'second' : 'seconds'}. The other pages are not affected. Scan it again with less detail, and upload that.`);

function fateOf(errors: string): AppError {
  const cause = errors.trim() === '' ? undefined : new Error(errors.trim());
  if (errors.includes(lastWords.memory) || /heap out of memory|allocation failed|cannot enlarge memory/i.test(errors)) {
    return new AppError('UNREADABLE', 'Reading this page took more memory than is allowed. The other pages are not affected. Save its picture smaller, and upload that.', { cause });
  }
  return new AppError('UNREADABLE', broke().detail, { cause });
}
