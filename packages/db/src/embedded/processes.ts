import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What a server says of itself in its data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that holds this data folder, or `undefined` when none does, or the one that did is gone. */
export function postmasterOf(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  if (isSomeoneElse(pid)) {
    // After a crash the number can belong to another program, and Postgres would refuse to start because of it.
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Another server may be about to write its lock file; one that stays empty was left by one that could not. */
export function forgetEmptyLock(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const lock = statSync(file, { throwIfNoEntry: false });
  if (lock?.size === 0 && Date.now() - lock.mtimeMs > 5_000) rmSync(file, { force: true });
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Where the system can tell us the name of a program, whether it is another than Postgres. */
function isSomeoneElse(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres';
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasOnlyToBeReaped(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A process that has ended keeps its number until its parent asks for it, which in some containers nobody does. */
function hasOnlyToBeReaped(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether the process has ended within `milliseconds`. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/** The preferred port of this machine's own address if it is free, else any that is. */
export async function freePort(preferred = 0): Promise<number> {
  const port = await tryPort(preferred);
  if (port !== undefined) return port;
  return (await tryPort(0)) ?? preferred;
}

function tryPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : undefined;
      probe.close(() => resolve(port));
    });
  });
}
