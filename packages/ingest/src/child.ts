/**
 * The process in which one document is read. It is told what to read in one message, answers on standard output, reports
 * progress as messages, and ends with the process that started it.
 */
import { readFile } from 'node:fs/promises';
import { AppError } from '@studywright/core';
import { extract } from './extract.ts';
import type { ExtractOptions } from './extract.ts';
import { startGuard } from './guard-start.ts';
import { childRequest } from './wire.ts';
import type { ChildAnswer, ChildProgress } from './wire.ts';

process.once('disconnect', () => process.exit(0));
process.once('message', (message) => void run(message));

async function run(message: unknown): Promise<void> {
  const { path, fileName, limits } = childRequest.parse(message);
  const beat = startGuard(limits);
  const report = reporter();
  const onProgress = (done: number, total: number) => {
    beat();
    report(done, total);
  };
  await answer(await result(path, { fileName, limits, onProgress }));
  process.disconnect();
  process.exit(0);
}

async function result(path: string, options: ExtractOptions): Promise<ChildAnswer> {
  try {
    return { ok: true, document: await extract(await readFile(path), options) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, detail: error.detail };
    return { ok: false, code: 'INTERNAL', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** At most ten messages a second: a page may take a millisecond. */
function reporter(): (done: number, total: number) => void {
  let last = -Infinity;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - last < 100) return;
    last = now;
    const progress: ChildProgress = { done, total };
    process.send?.(progress);
  };
}

function answer(value: ChildAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(JSON.stringify(value), (error) => (error ? reject(error) : resolve()));
  });
}
