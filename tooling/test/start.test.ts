import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readableLine } from '../start/log-lines.ts';
import { freePort } from '../start/ports.ts';
import { claimDataFolder } from '../start/running.ts';
import { ensureSecrets } from '../start/secrets.ts';
import { readLauncherSettings } from '../start/settings.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'studywright-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The start as the user runs it, in a data folder of its own. */
async function start(environment: Record<string, string>) {
  const launcher = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], {
    env: { PATH: process.env['PATH'], STUDYWRIGHT_DATA: newFolder(), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  launcher.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  await once(launcher, 'close');
  return { code: launcher.exitCode, said: Buffer.concat(said).toString('utf8') };
}

describe('a start that cannot go on', () => {
  it('says in one line which port is in use and how to choose another', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    onTestFinished(() => void occupant.close());
    const address = occupant.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, said } = await start({ WEB_PORT: String(port), API_PORT: String(await freePort()) });
    expect(said).toMatch(new RegExp(`^Port ${port}, which the web app needs, is in use by another program\\. .*: WEB_PORT=\\d+ npm start\\n$`));
    expect(code).toBe(1);
  });

  it.each([
    [{ WEB_PORT: 'three' }, /^WEB_PORT is not a port\. Write a number from 1 to 65535\.\n$/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL is not a postgres:\/\/ address\. .*\n$/],
    [{ STUDYWRIGHT_SEED: 'all' }, /^STUDYWRIGHT_SEED is none of demo, none\.\n$/],
    [{ WEB_PORT: '4000' }, /^WEB_PORT and API_PORT are both 4000\. .*\n$/],
  ])('says in one line which setting is wrong: %o', async (environment, expected) => {
    const { code, said } = await start(environment);
    expect(said).toMatch(expected);
    expect(code).toBe(1);
  });
});

describe('settings', () => {
  it('seed a demo only into a database of our own', () => {
    expect(readLauncherSettings({}).seed).toBe('demo');
    expect(readLauncherSettings({ DATABASE_URL: 'postgres://me@db.example/study' }).seed).toBe('none');
    expect(readLauncherSettings({ DATABASE_URL: 'postgres://me@db.example/study', STUDYWRIGHT_SEED: 'demo' }).seed).toBe('demo');
  });

  it('follow the ports in the addresses', () => {
    expect(readLauncherSettings({ WEB_PORT: '3100' }).addresses).toEqual({ web: 'http://localhost:3100', api: 'http://localhost:4000' });
    expect(readLauncherSettings({ PUBLIC_WEB_URL: 'https://study.example/' }).addresses.web).toBe('https://study.example');
  });
});

describe('the data folder', () => {
  it('belongs to one launcher, until that one is gone', async () => {
    const folder = newFolder();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'start.ts']);
    await once(other, 'spawn');
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: other.pid, web: 'http://localhost:3000' }));
    expect(() => claimDataFolder(folder, 'http://localhost:3000')).toThrow(`Studywright is running already at http://localhost:3000 (process ${other.pid})`);
    other.kill('SIGKILL');
    await once(other, 'exit');

    const claim = claimDataFolder(folder, 'http://localhost:3000');
    expect(claim.afterCrash).toBe(true);
    claim.release();
    expect(claimDataFolder(folder, 'http://localhost:3000').afterCrash).toBe(false);
  });

  it('keeps a secret that only its owner can read', () => {
    const folder = newFolder();
    const first = ensureSecrets(folder);
    expect(first.AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(ensureSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    writeFileSync(join(folder, 'secrets.json'), '{');
    expect(() => ensureSecrets(folder)).toThrow(/Put it back from a backup/);
  });
});

describe('readableLine', () => {
  it('writes a structured entry as a sentence, and leaves other lines alone', () => {
    const time = new Date(2026, 0, 2, 3, 4, 5).getTime();
    expect(readableLine(JSON.stringify({ level: 40, time, pid: 1, hostname: 'x', msg: 'slow query', ms: 1200 }))).toBe('03:04:05 WARNING slow query ms=1200');
    expect(readableLine(JSON.stringify({ level: 50, msg: 'failed', err: { message: 'no', stack: 'Error: no\n  at x' } }))).toBe('ERROR failed Error: no\n  at x');
    expect(readableLine('{ not json')).toBe('{ not json');
    expect(readableLine('ready in 200 ms')).toBe('ready in 200 ms');
  });
});
