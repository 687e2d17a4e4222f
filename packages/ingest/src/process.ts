import type { ChildProcess } from 'node:child_process';
import { access, constants, realpath, stat } from 'node:fs/promises';
import { AppError, limits as productLimits, sizeText, sourceDocument } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { spawnConfined } from './confine.ts';
import type { ExtractOptions } from './extract.ts';
import type { IngestLimits } from './limits.ts';
import { childAnswer, childProgress, lastWords } from './wire.ts';
import type { ChildRequest } from './wire.ts';

export interface TaskOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Of the file; what may be uploaded where nothing else is said. */
  maxBytes?: number;
  /** The program to do it with instead of the product's own; for tests of the limits. */
  entry?: URL;
}

export type ProcessOptions = ExtractOptions & Pick<TaskOptions, 'entry' | 'maxBytes'>;

/** The reader's own guard ends it first; this much later its parent does, in case the guard never started. */
const graceSeconds = 5;
const keptErrorChars = 8192;

/**
 * Reads a document in a process of its own; see `inProcess`.
 * @param path where the file is; its name says nothing, `options.fileName` does.
 * @throws AppError as `extract`, and as `inProcess`
 */
export async function extractInProcess(path: string, { fileName, limits, ...options }: ProcessOptions): Promise<SourceDocument> {
  const { value } = await inProcess({ task: 'extract', path, fileName, limits }, options);
  return sourceDocument.parse(value);
}

/**
 * Does one task in a process of its own that has a limit on time and memory, sees no environment, may read files but write
 * none, and ends with this one.
 * @returns what the task gives: `value` as it came through JSON, to be parsed, and bytes where it gives any.
 * @throws AppError as the task; UNREADABLE also where it broke down or ran into a limit. The signal's reason once it is
 * aborted. What the file system says where the file is missing or may not be read.
 */
export async function inProcess(request: ChildRequest, options: TaskOptions): Promise<{ value: unknown; bytes: Uint8Array }> {
  options.signal?.throwIfAborted();
  const info = await stat(request.path);
  if (!info.isFile()) throw new AppError('BAD_INPUT', 'This is a folder or a device, not a file. Choose a file.');
  await access(request.path, constants.R_OK);
  const maxBytes = options.maxBytes ?? productLimits.upload.maxBytes;
  if (info.size > maxBytes) throw new AppError('TOO_LARGE', `This file is larger than ${sizeText(maxBytes)}. Split it and upload the parts.`);
  const child = start({ ...request, path: await realpath(request.path) }, options);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, (request.limits.timeoutSeconds + graceSeconds) * 1000);
  const stop = () => child.kill('SIGKILL');
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const { output, errors } = await ended(child, options);
    options.signal?.throwIfAborted();
    return parse(output, late ? `${errors}\n${lastWords.time}` : errors, request.limits);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
    child.kill('SIGKILL');
  }
}

function start(request: ChildRequest, { entry }: TaskOptions): ChildProcess {
  // The heap gets less than the whole, for buffers and the program itself lie outside it.
  const child = spawnConfined(entry ?? new URL('./child.ts', import.meta.url), { heapMb: request.limits.memoryMb * 0.75, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'json' });
  // A child that died before it could listen is seen by its end.
  child.send(request, () => {});
  return child;
}

function ended(child: ChildProcess, { onProgress }: TaskOptions): Promise<{ output: Buffer; errors: string }> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let errors = '';
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-keptErrorChars);
    });
    child.on('message', (message) => {
      const progress = childProgress.safeParse(message);
      if (progress.success) onProgress?.(progress.data.done, progress.data.total);
    });
    child.on('error', reject);
    child.on('close', () => resolve({ output: Buffer.concat(output), errors }));
  });
}

function parse(output: Buffer, errors: string, limits: IngestLimits): { value: unknown; bytes: Uint8Array } {
  const line = output.indexOf('\n');
  const end = line < 0 ? output.length : line;
  const answer = childAnswer.safeParse(json(output.subarray(0, end)));
  if (!answer.success) throw breakdown(errors, limits);
  if (answer.data.ok) return { value: answer.data.value, bytes: output.subarray(end + 1) };
  if (answer.data.code === 'INTERNAL') throw new Error(`Reading a document failed: ${answer.data.detail}`);
  throw new AppError(answer.data.code, answer.data.detail);
}

function json(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

function breakdown(errors: string, { timeoutSeconds }: IngestLimits): AppError {
  const cause = errors.trim() === '' ? undefined : new Error(errors.trim());
  if (errors.includes(lastWords.memory) || /heap out of memory|allocation failed/i.test(errors)) {
    return new AppError('UNREADABLE', 'Reading this document took more memory than is allowed. Split it, or save it again with smaller pictures, and upload that.', { cause });
  }
  if (errors.includes(lastWords.time)) return new AppError('UNREADABLE', `Reading this document took longer than ${timeoutSeconds} ${timeoutSeconds === 1 ? 'second' : 'seconds'}. Split it and upload the parts.`, { cause });
  if (errors.includes(lastWords.stall)) return new AppError('UNREADABLE', 'A part of this document cannot be read in reasonable time. Open it in another program, save it as a new file and upload that.', { cause });
  return new AppError('UNREADABLE', 'Reading this document broke down. Open it in another program, save it as a new file and upload that.', { cause });
}
