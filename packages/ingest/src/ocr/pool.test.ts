import { AppError } from '@studywright/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createPool } from './pool.ts';
import type { Pool, PoolSettings } from './pool.ts';

// Each starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const pools: Pool[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function pool(over: Partial<PoolSettings> = {}): Pool {
  const made = createPool({ size: 1, timeoutSeconds: 60, memoryMb: 512, idleSeconds: 60, entry: new URL('../../test/children/reader.ts', import.meta.url), ...over });
  pools.push(made);
  return made;
}

const page = (path: string) => ({ task: 'recognize' as const, path, page: 1, languages: ['eng'] });

async function failure(run: Promise<unknown>): Promise<unknown> {
  try {
    return await run;
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.detail}` : error;
  }
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const gone = (pid: number) => vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 30_000 });

describe('a pool of readers', () => {
  test('keeps its process from page to page', async () => {
    const { run, pids } = pool();
    const first = await run(page('a'));
    expect(await run(page('b'))).toBe(first);
    expect(pids()).toEqual([first]);
  });

  test('works on as many pages at once as it may, and no more', async () => {
    const { run, pids } = pool({ size: 2 });
    const of = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => run(page(name))));
    expect(of).toHaveLength(5);
    expect(new Set(of).size).toBeLessThanOrEqual(2);
    expect(pids().length).toBeLessThanOrEqual(2);
  });

  test('puts another in the place of one that died, which fails its page alone', async () => {
    const { run } = pool();
    const first = await run(page('a'));
    const [died, next] = await Promise.all([failure(run(page('die'))), run(page('b'))]);
    expect(died).toMatch(/^UNREADABLE: Reading this page broke down\. The other pages are not affected\./);
    expect(next).not.toBe(first);
  });

  test('also when it is killed while it rests', async () => {
    const { run, pids } = pool();
    const first = await run(page('a'));
    for (const pid of pids()) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(pids()).toEqual([]), { timeout: 30_000 });
    expect(await run(page('b'))).not.toBe(first);
  });

  test('gives a page up after its time, and reads the next', async () => {
    // Only its clock is moved on: how long a process takes to start is no matter.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { run } = pool({ timeoutSeconds: 30 });
    const late = failure(run(page('hang')));
    const next = run(page('b'));
    vi.advanceTimersByTime(30_000);
    expect(await late).toMatch(/^UNREADABLE: Reading this page took longer than 30 seconds\./);
    expect(await next).toEqual(expect.any(Number));
  });

  test('passes on why a page could not be read, and keeps the process', async () => {
    const { run } = pool();
    const first = await run(page('a'));
    expect(await failure(run(page('refuse')))).toBe('UNREADABLE: No.');
    expect(await run(page('b'))).toBe(first);
  });

  test('is free for the next page once one is given up by its reader', async () => {
    const { run, pids } = pool();
    await run(page('a'));
    const controller = new AbortController();
    const hanging = failure(run(page('hang'), controller.signal));
    const next = run(page('b'));
    const [pid = 0] = pids();
    controller.abort('closed the page');
    expect(await hanging).toBe('closed the page');
    expect(await next).not.toBe(pid);
    await gone(pid);
  });

  test('leaves out what is given up while it waits', async () => {
    const { run } = pool();
    const controller = new AbortController();
    const first = run(page('a'));
    const waiting = failure(run(page('die'), controller.signal));
    controller.abort('closed the page');
    expect(await waiting).toBe('closed the page');
    expect(await run(page('b'))).toBe(await first);
  });

  test('ends what has had nothing to do', async () => {
    const { run, pids } = pool({ idleSeconds: 0.01 });
    const pid = Number(await run(page('a')));
    await gone(pid);
    await vi.waitFor(() => expect(pids()).toEqual([]));
  });

  test('once closed, it ends its processes and takes nothing more', async () => {
    const { run, close } = pool();
    const pid = Number(await run(page('a')));
    const hanging = failure(run(page('hang')));
    await close();
    expect(await hanging).toMatch(/^UNAVAILABLE: /);
    expect(isRunning(pid)).toBe(false);
    expect(await failure(run(page('b')))).toMatch(/^UNAVAILABLE: /);
  });
});
