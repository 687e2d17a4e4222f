/**
 * The process in which one thing is done with one document. It is told what in one message, answers on standard output,
 * reports progress as messages, and ends with the process that started it.
 */
import { AppError } from '@studywright/core';
import { startGuard } from './guard-start.ts';
import { stepBack, stepBackIfLong } from './priority.ts';
import { perform } from './tasks/index.ts';
import type { TaskCall } from './tasks/task.ts';
import { childRequest } from './wire.ts';
import type { ChildAnswer, ChildProgress, ChildRequest } from './wire.ts';

process.once('disconnect', () => process.exit(0));
process.once('message', (message) => void run(message));

async function run(message: unknown): Promise<void> {
  const request = childRequest.parse(message);
  // For an unlocked document somebody waits at a screen.
  const waited = request.task === 'unlock';
  if (!waited) stepBack('background');
  const beat = startGuard(request.limits);
  const report = reporter();
  const onProgress = (done: number, total: number) => {
    beat();
    if (!waited) stepBackIfLong();
    report(done, total);
  };
  const { answer, bytes } = await outcome(request, { onProgress });
  await write(`${JSON.stringify(answer)}\n`);
  if (bytes) await write(bytes);
  process.disconnect?.();
  process.exit(0);
}

async function outcome(request: ChildRequest, call: TaskCall): Promise<{ answer: ChildAnswer; bytes?: Uint8Array }> {
  try {
    const { value, bytes } = await perform(request, call);
    return { answer: { ok: true, value: value ?? null }, ...(bytes && { bytes }) };
  } catch (error) {
    if (error instanceof AppError) return { answer: { ok: false, code: error.code, detail: error.detail } };
    return { answer: { ok: false, code: 'INTERNAL', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) } };
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

function write(chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
