import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startStack, type Stack, type StackOptions } from '../stack.ts';
import { freePort } from '../start/ports.ts';
import type { ProgramSpec } from '../start/program.ts';

/** Answers with its process number. */
const server = `
  require('node:http').createServer((request, response) => response.end(String(process.pid))).listen(process.env.PORT, '127.0.0.1');
  console.log('listening');`;
/** Ends in good order, and says so. */
const idle = `setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('finished'); process.exit(0); });`;

const stacks = new Set<Stack>();
afterEach(async () => {
  for (const stack of stacks) await stack.stop();
  stacks.clear();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'studywright-stack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start({ scripts = {}, ...more }: { scripts?: Record<string, string> } & Partial<StackOptions> = {}) {
  const ports = { web: await freePort(), api: await freePort() };
  const lines: string[] = [];
  const stack = await startStack({
    dataFolder: newFolder(),
    ports,
    authSecret: 'a secret that is long enough for a test',
    programs: ({ environment }) =>
      Object.entries({ web: server, worker: idle, ...scripts }).map(
        ([name, script]): ProgramSpec => ({
          name,
          title: `The ${name}`,
          command: [process.execPath, '-e', script],
          folder: tmpdir(),
          environment: () => environment({ PORT: String(ports.web) }),
          ...(name === 'web' ? { health: `http://127.0.0.1:${ports.web}/` } : {}),
        }),
      ),
    events: { output: (name, line) => void lines.push(`${name}: ${line}`), say: (line) => void lines.push(line) },
    ...more,
  });
  stacks.add(stack);
  return { stack, lines, url: `http://127.0.0.1:${ports.web}/` };
}

async function ask(url: string): Promise<string> {
  return (await fetch(url)).text();
}

describe('startStack', () => {
  it('resolves when everything is of use, and ends programs before the database', async () => {
    const { stack, lines, url } = await start();
    expect(await ask(url)).toBe(String(stack.program('web').pid()));
    const sql = postgres(stack.databaseUrl(), { max: 1, onnotice: () => {} });
    expect(await sql`select to_regclass('public.users') as name`).toEqual([{ name: 'users' }]);
    await sql.end();

    await stack.stop();
    expect(lines).toContain('worker: finished');
    expect(lines.filter((line) => line.includes('started again'))).toEqual([]);
    await expect(ask(url)).rejects.toThrow();
    await expect(postgres(stack.databaseUrl(), { max: 1 })`select 1`).rejects.toThrow(/ECONNREFUSED/);
  });

  it('starts a program again that was killed, and says so', async () => {
    const { stack, lines, url } = await start();
    const before = await ask(url);
    stack.program('web').kill();
    await vi.waitFor(async () => expect(await ask(url)).not.toBe(before), { timeout: 30_000, interval: 50 });
    expect(lines).toContain('The web ended (SIGKILL). It is started again in 0.5 s.');
  });

  it('starts the database again at the same address when it was killed', async () => {
    const { stack, lines } = await start();
    const { pid, url } = stack.database;
    const [before, address] = [pid(), url()];
    if (before === undefined) throw new Error('the embedded database has a process');
    process.kill(before, 'SIGKILL');
    await vi.waitFor(() => expect(pid()).not.toBe(before), { timeout: 30_000, interval: 50 });
    expect(url()).toBe(address);
    expect(lines).toContain('PostgreSQL ended. It is started again.');
  });

  it('gives up with the last words of a program that ends right after its start, and leaves nothing running', async () => {
    let url = '';
    const failing = start({
      // The start goes on until both are of use, so that the worker is at its end before that.
      scripts: { web: idle, worker: `console.error('OPENAI_MODEL is not set.'); process.exit(1)` },
      prepare: (databaseUrl) => Promise.resolve(void (url = databaseUrl)),
    });
    await expect(failing).rejects.toThrow('The worker ended right after its start (exit code 1). OPENAI_MODEL is not set.');
    await expect(postgres(url, { max: 1 })`select 1`).rejects.toThrow(/ECONNREFUSED/);
  });

  it('leaves a database alone that a newer version has changed', async () => {
    const { stack } = await start();
    const sql = postgres(stack.databaseUrl(), { max: 1, onnotice: () => {} });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later version', ${Date.now() + 1e12})`;
    await sql.end();
    await expect(start({ databaseUrl: stack.databaseUrl() })).rejects.toThrow(/made by a newer version of Studywright\. Update/);
  });

  it('says which address does not answer when DATABASE_URL names no server', async () => {
    const port = await freePort();
    await expect(start({ databaseUrl: `postgres://me:hidden@127.0.0.1:${port}/study` })).rejects.toThrow(
      new RegExp(`DATABASE_URL \\(127\\.0\\.0\\.1:${port}/study\\) cannot be used: .*ECONNREFUSED`),
    );
  });
});

describe('the leash', () => {
  it('ends a program whose launcher was killed', async () => {
    const launcher = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const leash = new URL('../start/leash.mjs', import.meta.url).href;
    const program = spawn(process.execPath, ['--import', leash, '-e', `${idle} console.log('up')`], {
      env: { ...process.env, STUDYWRIGHT_LAUNCHER: String(launcher.pid) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(program.stdout, 'data');
    launcher.kill('SIGKILL');
    expect(await once(program, 'exit')).toEqual([0, null]);
  });
});
