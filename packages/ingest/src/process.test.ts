import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, limits } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { linesAt, makePdf } from '../test/pdfs.ts';
import { extract } from './extract.ts';
import type { IngestLimits } from './limits.ts';
import { extractInProcess } from './process.ts';

// Each starts at least one process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-ingest-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const children = {
  hang: new URL('../test/children/hang.ts', import.meta.url),
  greedy: new URL('../test/children/greedy.ts', import.meta.url),
  heap: new URL('../test/children/heap.ts', import.meta.url),
  stuck: new URL('../test/children/stuck.ts', import.meta.url),
  crash: new URL('../test/children/crash.ts', import.meta.url),
  curious: new URL('../test/children/curious.ts', import.meta.url),
};

async function failure(name: keyof typeof children, over: Partial<IngestLimits> = {}): Promise<string> {
  const path = await file('notes.txt', 'Some text.');
  try {
    await extractInProcess(path, { fileName: 'notes.txt', limits: { ...limits.ingest, ...over }, entry: children[name] });
    return 'none';
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.detail}` : String(error);
  }
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a process of its own', () => {
  test('gives what reading in one’s own thread gives, with progress', async () => {
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 72, 72, ['The cell membrane keeps what is inside a cell apart from what is outside.']);
      pdf.addPage();
      linesAt(pdf, 72, 72, ['A second page of it.']);
    });
    const seen: number[] = [];
    const path = await file('upload-7f3a', bytes);
    const document = await extractInProcess(path, { fileName: 'Cells.pdf', limits: limits.ingest, onProgress: (done) => seen.push(done) });
    expect(document).toEqual(await extract(bytes, { fileName: 'Cells.pdf', limits: limits.ingest }));
    expect(seen.at(-1)).toBe(2);
  });

  test('passes a large document whole', async () => {
    const paragraph = 'Das Herz pumpt das Blut in jeden Teil des Körpers. '.repeat(20);
    const document = await extractInProcess(await file('large.txt', `${paragraph}\n\n`.repeat(5000)), { fileName: 'large.txt', limits: limits.ingest });
    expect(document.pages.reduce((sum, page) => sum + page.text.length, 0)).toBeGreaterThan(5_000_000);
    expect(document.language).toBe('de');
  });

  test('errors keep their code and their words', async () => {
    const reading = extractInProcess(await file('empty', ''), { fileName: 'notes.pdf', limits: limits.ingest });
    await expect(reading).rejects.toMatchObject({ name: 'AppError', code: 'BAD_INPUT', detail: 'This file is empty. Choose one with something in it.' });
  });

  test('sees no environment, writes no file and starts no program', async () => {
    expect(process.env['PATH']).toBeDefined();
    expect(await failure('curious')).toMatch(/^UNREADABLE: environment: (?:NODE_\w+ ?)*; write: ERR_ACCESS_DENIED ERR_ACCESS_DENIED; run: ERR_ACCESS_DENIED$/);
  });
});

describe('limits', () => {
  test('a reader that hangs is ended when its time is up', async () => {
    expect(await failure('hang', { timeoutSeconds: 1 })).toMatch(/^UNREADABLE: .*took longer than 1 second/);
  });

  test('a reader that no longer gets on is ended before that', async () => {
    expect(await failure('stuck')).toMatch(/^UNREADABLE: .*reasonable time/);
  });

  test('a reader that takes memory is ended, in and outside of the heap', async () => {
    expect(await failure('greedy', { memoryMb: 300 })).toMatch(/^UNREADABLE: .*more memory/);
    expect(await failure('heap', { memoryMb: 128 })).toMatch(/^UNREADABLE: .*more memory/);
  });

  test('a reader that crashes is reported', async () => {
    expect(await failure('crash')).toMatch(/^UNREADABLE: .*broke down/);
  });

  test('an abort ends the reader', async () => {
    const stop = new AbortController();
    let pid = 0;
    const reading = extractInProcess(await file('notes.txt', 'Some text.'), {
      fileName: 'notes.txt',
      limits: limits.ingest,
      entry: children.hang,
      signal: stop.signal,
      onProgress: (done) => {
        pid = done;
        stop.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(isRunning(pid)).toBe(false);
  });

  test('a reader ends with the process that started it, also while it hangs', async () => {
    const parent = spawn(process.execPath, [fileURLToPath(new URL('../test/parent.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
  });
});
