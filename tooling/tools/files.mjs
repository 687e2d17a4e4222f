import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where what the project brings for itself is kept. */
export const TOOLS_FOLDER = join(ROOT, '.tools');

/**
 * Runs `work` while no other process of this folder runs its own. A folder is the lock, for making one succeeds for
 * one process only; a lock whose holder is gone is taken over.
 */
export async function exclusively(name, work) {
  const lock = join(TOOLS_FOLDER, `${name}.lock`);
  const holder = join(lock, 'pid');
  mkdirSync(TOOLS_FOLDER, { recursive: true });
  let strangerSince;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = readPid(holder);
    // A lock without a number belongs to a process between its two steps, or to one that died there.
    strangerSince = pid === undefined ? (strangerSince ?? Date.now()) : undefined;
    const abandoned = pid === undefined ? Date.now() - strangerSince > 5_000 : !isAlive(pid);
    if (abandoned) rmSync(lock, { recursive: true, force: true });
    else await pause(100);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    writeFileSync(holder, String(process.pid));
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function readPid(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
