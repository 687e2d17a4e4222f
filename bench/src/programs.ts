import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTokens } from '@studywright/api';
import type { Plan, Scenario } from './capture.ts';
import { outcome, type Order, type Outcome } from './load.order.ts';
import { idOf } from './seed.ts';

export type Target = 'api' | 'bare';

export interface Running {
  url: string;
  stop(): Promise<unknown>;
}

/** In MB of 2^20 bytes; null where the system cannot tell. */
export interface Memory {
  /** The most it ever held, shared libraries included. */
  peakRss: number | null;
  /** What it holds now, of shared memory its share. */
  pss: number | null;
}

const secret = 'a secret of the bench and of nobody else';
/** With what `npm start` hands its programs besides. */
const inherited = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE };
const server = join(import.meta.dirname, '../../apps/server');

/** The API server as it is started in production. */
export async function startApi(databaseUrl: string, folder: string, role: 'api' | 'all' = 'api'): Promise<Running & { restMb(): Promise<number | null>; memoryMb(): Promise<Memory> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [...profiling(), 'src/main.ts'], {
    cwd: server,
    env: { ...inherited, NODE_ENV: 'production', DATABASE_URL: databaseUrl, AUTH_SECRET: secret, STUDYWRIGHT_DATA: folder, STUDYWRIGHT_ROLE: role, API_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/health/ready`, child);
  return {
    url,
    stop: () => end(child),
    async restMb() {
      await pause(2_000);
      return proportionalMb(child.pid);
    },
    memoryMb: () => memoryOf(child),
  };
}

async function memoryOf({ pid }: ChildProcess): Promise<Memory> {
  return { peakRss: await peakMb(pid), pss: await proportionalMb(pid) };
}

/** A worker as it is started in production; it is ready once it has taken the first job. */
export function startWorker(databaseUrl: string, folder: string): Pick<Running, 'stop'> & { memoryMb(): Promise<Memory> } {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: server,
    env: { ...inherited, NODE_ENV: 'production', DATABASE_URL: databaseUrl, AUTH_SECRET: secret, STUDYWRIGHT_DATA: folder, STUDYWRIGHT_ROLE: 'worker', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return { stop: () => end(child), memoryMb: () => memoryOf(child) };
}

/** For whoever looks for what costs time: `BENCH_PROFILE=folder` leaves a CPU profile of the API server there. */
function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

export async function startBare(databaseUrl: string, plans: Record<Scenario, Plan>): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts')], { env: { ...inherited, NODE_ENV: 'production' }, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(JSON.stringify({ url: databaseUrl, plans, port }));
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/due/0`, child);
  return { url, stop: () => end(child) };
}

export async function runLoad(order: Order): Promise<Outcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(order));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error('The load could not be sent.');
  return outcome.parse(JSON.parse(text));
}

export async function accessTokens(count: number): Promise<string[]> {
  const tokens = createTokens(secret);
  const now = new Date();
  return Promise.all(Array.from({ length: count }, async (_, student) => (await tokens.signAccess({ sub: idOf('user', student), sid: idOf('session', student), role: 'student' }, now)).token));
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) break;
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await pause(50);
  }
  throw new Error(`Nothing answers at ${url}.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The share of memory that is this process's own (PSS), where the system can tell. */
async function proportionalMb(pid: number | undefined): Promise<number | null> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kb = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  return kb === undefined ? null : Math.round(Number(kb) / 1024);
}

async function peakMb(pid: number | undefined): Promise<number | null> {
  const kb = /^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
  return kb === undefined ? null : Math.round(Number(kb) / 1024);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
