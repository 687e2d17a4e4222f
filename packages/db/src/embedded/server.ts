import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { dataArgument, ensureCluster, serverEnvironment, user, type Cluster } from './cluster.ts';
import { EmbeddedPostgresError } from './error.ts';
import { forgetEmptyLock, freePort, hasEnded, postmasterOf } from './processes.ts';

export interface EmbeddedOptions {
  /** Holds all of this server: its data, its log, its password. Made when it is missing. */
  folder: string;
  /** Made when it is missing. */
  database?: string;
  /** Taken when it is free; otherwise any other. */
  preferredPort?: number;
  /** Server settings, such as `{ max_connections: '200' }`. */
  settings?: Record<string, string>;
  /** The data is for a test: nothing is synced to the disk, so a power cut may destroy it. */
  throwaway?: boolean;
}

export interface EmbeddedServer {
  /** Address of the database, with user and password. */
  url: string;
  port: number;
  /** The process to signal; changes when the server is started again. */
  pid: number;
  /** Whether it was running already. */
  reused: boolean;
  /** Ends it in good order: transactions are rolled back, everything is on the disk. */
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Our statements are short; compiling one costs more than it wins.
  jit: 'off',
};
const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** How long a server may take to come up, recovery after a crash included, or an older one to go. */
const patience = 60_000;
const largeLog = 5_000_000;

/**
 * The PostgreSQL server of a folder: the one that runs already, also when whoever started it was killed, or a new one.
 * It outlives this process unless it is stopped.
 * @throws EmbeddedPostgresError with what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = ensureCluster(options.folder, { throwaway: options.throwaway ?? false });
  const deadline = Date.now() + patience;
  let preferredPort = options.preferredPort;
  for (;;) {
    const running = await runningServer(cluster, deadline);
    const outcome = running ?? (await launch(cluster, options, await freePort(preferredPort)));
    if ('pid' in outcome) {
      const server = await serve(cluster, options, outcome, running !== undefined);
      if (server) return server;
      if (Date.now() > deadline) throw failure(cluster, `process ${outcome.pid} takes no connections`);
    } else if (/could not (bind|create any TCP)/.test(outcome.log)) preferredPort = undefined;
    // Otherwise another start may have been faster, or the last sessions of a server that was killed are still ending.
    else if (/lock file .* is empty/.test(outcome.log)) forgetEmptyLock(cluster.data);
    else if (!/lock file .* already exists|pre-existing shared memory|is still in use/.test(outcome.log)) throw failure(cluster, outcome.log);
    else if (Date.now() > deadline) throw failure(cluster, outcome.log);
    await pause(50);
  }
}

interface Running {
  pid: number;
  port: number;
}

async function runningServer(cluster: Cluster, deadline: number): Promise<Running | undefined> {
  for (;;) {
    const postmaster = postmasterOf(cluster.data);
    if (!postmaster) return undefined;
    if (postmaster.ready) return postmaster;
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(`The PostgreSQL server of ${cluster.data} (process ${postmaster.pid}) neither starts nor ends. See ${cluster.log}, end that process, then start again.`);
    }
    await pause(20);
  }
}

/** Starts the server and waits until it takes connections, or gives what it said before it ended. */
async function launch(cluster: Cluster, options: EmbeddedOptions, port: number): Promise<Running | { log: string }> {
  if (existsSync(cluster.log) && statSync(cluster.log).size > largeLog) renameSync(cluster.log, `${cluster.log}.old`);
  const log = openSync(cluster.log, 'a', 0o600);
  const logStart = statSync(cluster.log).size;
  let child: ChildProcess;
  try {
    const flags = { ...settings, ...(options.throwaway ? throwawaySettings : {}), ...options.settings, port: String(port) };
    const args = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    child = spawn(cluster.binaries.postgres, ['-D', dataArgument(cluster), ...args], {
      ...cluster.owner,
      cwd: cluster.data,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C in the terminal has to reach those who use the database before the database.
      detached: true,
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
  child.unref();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(''));
  });
  const outcome = await Promise.race([ended, started(child, cluster)]);
  return typeof outcome === 'string' ? { log: outcome || readFileSync(cluster.log).subarray(logStart).toString('utf8') } : outcome;
}

async function started(child: ChildProcess, cluster: Cluster): Promise<Running> {
  for (;;) {
    const postmaster = postmasterOf(cluster.data);
    if (postmaster?.ready && postmaster.pid === child.pid) return postmaster;
    // When it has ended instead, the other side of the race has won already and this result is not awaited.
    if (child.exitCode !== null || child.signalCode !== null) return new Promise(() => {});
    await pause(10);
  }
}

function failure(cluster: Cluster, log: string): EmbeddedPostgresError {
  const said = /(?:FATAL|PANIC|ERROR):\s+(.*)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? 'it ended at once';
  return new EmbeddedPostgresError(`PostgreSQL did not start: ${said}. Its log is ${cluster.log}.`);
}

/** The server once its database is there, or `undefined` when it has just gone. */
async function serve(cluster: Cluster, options: EmbeddedOptions, { pid, port }: Running, reused: boolean): Promise<EmbeddedServer | undefined> {
  const database = options.database ?? 'studywright';
  const address = (name: string) => `postgres://${user}:${cluster.password}@127.0.0.1:${port}/${name}`;
  try {
    await ensureDatabase(address('postgres'), database);
  } catch (error) {
    const code = codeOf(error);
    if (isGone(code)) return undefined;
    if (code === '28P01') {
      throw new EmbeddedPostgresError(`The PostgreSQL server in ${cluster.data} does not take the password beside it. Put the file "password" of that folder back, or set STUDYWRIGHT_DATA to another folder.`);
    }
    throw error;
  }
  return { url: address(database), port, pid, reused, stop: () => stop(cluster, pid) };
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } catch (error) {
    // Somebody may have made it between our two statements.
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Refused, cut, or on its way up (57P03) or down (57P01). */
function isGone(code: unknown): boolean {
  return typeof code === 'string' && ['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P01', '57P03'].includes(code);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

async function stop(cluster: Cluster, pid: number): Promise<void> {
  if (postmasterOf(cluster.data)?.pid !== pid) return;
  if (process.platform === 'win32') {
    spawnSync(cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  // SIGINT is Postgres' fast shutdown; SIGQUIT leaves at once and recovers from its log at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (postmasterOf(cluster.data)?.pid === pid) process.kill(pid, signal);
    if (await hasEnded(pid, signal === 'SIGINT' ? 30_000 : 5_000)) return;
  }
}
