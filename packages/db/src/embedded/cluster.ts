import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, linkSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries, type Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import { ownerOf, type Owner } from './owner.ts';

/** The name of the only database user of a cluster. */
export const user = 'studywright';

/** A data folder that is ready to be served, and what serves it. */
export interface Cluster {
  /** The data folder. */
  data: string;
  log: string;
  password: string;
  owner: Owner | undefined;
  binaries: Binaries;
}

/** Finds the cluster of this folder, or makes it. Several processes may ask at once; they get the same one. */
export function ensureCluster(folder: string, { throwaway }: { throwaway: boolean }): Cluster {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(folder, 'data');
  const owner = ownerOf(data);
  const cluster: Cluster = { data, log: join(folder, 'server.log'), password: ensurePassword(folder, owner), owner, binaries: findBinaries(owner) };
  if (!existsSync(data)) initialise(folder, cluster, throwaway);
  return cluster;
}

/**
 * How the server is told its data folder. A server that runs as another user cannot walk down to it when a folder
 * above is closed to that user, but it can be put there: it starts inside, and names the place it is in.
 */
export function dataArgument(cluster: Pick<Cluster, 'data' | 'owner'>): string {
  return cluster.owner && existsSync('/proc/self/cwd') ? '/proc/self/cwd' : cluster.data;
}

/** Without what could redirect the server (PGDATA, PGPORT) and without our secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  // oxlint-disable-next-line node/no-process-env -- not a setting of ours: the system's own, handed on to a program
  const { PATH, TMPDIR, TEMP, TMP, SystemRoot } = process.env;
  return { PATH, TMPDIR, TEMP, TMP, SystemRoot, LC_ALL: 'C' };
}

/** The password is linked into place whole, so that two first starts agree on one. */
function ensurePassword(folder: string, owner: Owner | undefined): string {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    const temporary = join(folder, `password-${process.pid}-${randomBytes(4).toString('hex')}`);
    writeFileSync(temporary, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (owner) chownSync(temporary, owner.uid, owner.gid);
    try {
      linkSync(temporary, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(temporary);
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** Made beside its place and renamed into it: a start that is killed half-way leaves no half cluster. */
function initialise(folder: string, cluster: Cluster, throwaway: boolean): void {
  clearAbandoned(folder);
  const temporary = mkdtempSync(join(folder, 'new-'));
  try {
    runInitdb(folder, temporary, cluster, throwaway);
    renameSync(temporary, cluster.data);
  } catch (error) {
    if (!existsSync(cluster.data)) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function runInitdb(folder: string, data: string, { owner, binaries }: Cluster, throwaway: boolean): void {
  if (owner) chownSync(data, owner.uid, owner.gid);
  const passwordFile = join(folder, 'password');
  const password = openSync(passwordFile, 'r');
  try {
    const result = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${dataArgument({ data, owner })}`,
        `--username=${user}`,
        '--auth=scram-sha-256',
        `--pwfile=${owner ? '/dev/stdin' : passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        // Sorts and folds the same on every machine and after every update of it.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(throwaway ? ['--no-sync'] : []),
      ],
      { ...owner, cwd: data, env: serverEnvironment(), stdio: [password, 'pipe', 'pipe'], encoding: 'utf8', windowsHide: true },
    );
    if (result.error) throw new EmbeddedPostgresError(`PostgreSQL cannot be run: ${result.error.message}`);
    if (result.status !== 0) {
      const lines = result.stderr.trim().split('\n');
      const reason = lines.find((line) => /error|FATAL|could not/i.test(line)) ?? lines.at(-1) ?? '';
      throw new EmbeddedPostgresError(`The database could not be made in ${folder}: ${reason.trim()}`);
    }
  } finally {
    closeSync(password);
  }
}

function clearAbandoned(folder: string): void {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (entry.startsWith('new-') && Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}
