import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './index.ts';
import { isAlive } from './processes.ts';

// Servers that a test leaves running, by process number.
const started = new Set<EmbeddedServer>();

async function start(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const server = await startEmbedded({ throwaway: true, ...options });
  started.add(server);
  return server;
}

afterEach(async () => {
  for (const server of started) await server.stop();
  started.clear();
});

function newFolder(name = 'postgres'): string {
  const parent = mkdtempSync(join(tmpdir(), 'studywright embedded '));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, name);
}

async function withSql<T>(server: EmbeddedServer, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe('startEmbedded', () => {
  it('makes a database, ends it on request and finds its data at the next start', async () => {
    const folder = newFolder();
    const first = await start({ folder });
    expect(first.reused).toBe(false);
    await withSql(first, (sql) => sql`create table kept as select 'ß, 学' as text`);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ folder });
    expect(second.pid).not.toBe(first.pid);
    expect(await withSql(second, (sql) => sql`select text, lower('ÄÖ') as folded from kept`)).toEqual([{ text: 'ß, 学', folded: 'äö' }]);
  });

  it('reuses the server that runs, also when several ask at once', async () => {
    const folder = newFolder();
    const servers = await Promise.all([start({ folder }), start({ folder }), start({ folder })]);
    expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
    expect((await start({ folder })).reused).toBe(true);
  });

  it('finds the server of a launcher that was killed', async () => {
    const folder = newFolder();
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
      const server = await startEmbedded({ folder: ${JSON.stringify(folder)}, throwaway: true });
      process.stdout.write(String(server.pid));
      setInterval(() => {}, 1000);`;
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid: unknown = (await once(launcher.stdout, 'data')).at(0);
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');

    const server = await start({ folder });
    expect(server.reused).toBe(true);
    expect(server.pid).toBe(Number(String(pid)));
  });

  it('recovers what was committed after the server was killed in the middle of work', async () => {
    const folder = newFolder();
    const first = await start({ folder, throwaway: false });
    const sql = postgres(first.url, { max: 2, onnotice: () => {} });
    await sql`create table review (id int primary key)`;
    await sql`insert into review select generate_series(1, 500)`;
    const cut = sql`select pg_sleep(60)`.catch((error: unknown) => error);
    process.kill(first.pid, 'SIGKILL');

    const second = await start({ folder, throwaway: false });
    expect(second.reused).toBe(false);
    expect(await withSql(second, (again) => again`select count(*)::int as count from review`)).toEqual([{ count: 500 }]);
    expect(await cut).toBeInstanceOf(Error);
    await sql.end({ timeout: 1 });
  });

  it('starts after a crash that left an empty lock file, or the number of a process that is another program now', async () => {
    const folder = newFolder();
    await (await start({ folder })).stop();
    const lock = join(folder, 'data', 'postmaster.pid');
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    await (await start({ folder })).stop();
    writeFileSync(lock, `${process.pid}\n/proc/self/cwd\n0\n1\n\n127.0.0.1\n0 0\nready\n`);
    expect((await start({ folder })).reused).toBe(false);
  });

  it('takes another port when the preferred one is in use', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const address = occupant.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const server = await start({ folder: newFolder(), preferredPort: port });
    expect(server.port).not.toBe(port);
    expect(await withSql(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    occupant.close();
  });

  it('says which file is missing when the password is not the one of the database', async () => {
    const folder = newFolder();
    await start({ folder });
    writeFileSync(join(folder, 'password'), 'something else\n');
    await expect(start({ folder })).rejects.toThrow(/Put the file "password" of that folder back/);
  });

  it('says what PostgreSQL says when it cannot start', async () => {
    const folder = newFolder();
    await (await start({ folder })).stop();
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '17\n');
    await expect(start({ folder })).rejects.toThrow(/database files are incompatible with server/);
  });

  it.runIf(process.getuid?.() === 0)('runs for root below a folder that only root may enter', async () => {
    const folder = newFolder(join('closed', 'postgres'));
    mkdirSync(join(folder, '..'), { recursive: true });
    chmodSync(join(folder, '..'), 0o700);
    const server = await start({ folder });
    expect(await withSql(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});
