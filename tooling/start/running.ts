import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shortPath } from './settings.ts';
import { StartError } from './start-error.ts';

const schema = z.object({ pid: z.number().int().positive(), web: z.string() });

export interface Claim {
  /** Whether the one before was killed, so that its programs may still be on their way out. */
  afterCrash: boolean;
  release(): void;
}

/** Makes this process the only launcher of a data folder. */
export function claimDataFolder(dataFolder: string, web: string): Claim {
  makeDataFolder(dataFolder);
  const file = join(dataFolder, 'running.json');
  const content = JSON.stringify({ pid: process.pid, web });
  let afterCrash = false;
  for (;;) {
    try {
      writeFileSync(file, content, { flag: 'wx' });
      return { afterCrash, release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unusable(dataFolder, error);
    }
    const other = read(file);
    if (other && isLauncher(other.pid)) {
      throw new StartError(`Studywright is running already at ${other.web} (process ${other.pid}). Use it there, or end it first with Ctrl-C.`);
    }
    afterCrash = true;
    rmSync(file, { force: true });
  }
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusable(dataFolder, error);
  }
}

function unusable(dataFolder: string, error: unknown): StartError {
  const why = error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? 'the disk is full' : 'it cannot be written';
  return new StartError(`The data folder ${shortPath(dataFolder)} cannot be used: ${why}. Put that right, or set STUDYWRIGHT_DATA to another folder.`);
}

function read(file: string): z.infer<typeof schema> | undefined {
  try {
    return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  } catch {
    return undefined;
  }
}

/** Alive, and as far as the system tells us not another program that was given the same number later. */
function isLauncher(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.ts');
  } catch {
    return process.platform !== 'linux';
  }
}
