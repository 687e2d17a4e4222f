import { join } from 'node:path';
import { migrate } from '@studywright/db/migrate';
import { embeddedDatabase, externalDatabase, type DatabaseServer } from './start/database.ts';
import { runProgram, type Program, type ProgramEvents, type ProgramSpec } from './start/program.ts';
import { root } from './start/root.ts';

/** Milliseconds that a program has to end what it is doing. The worker may be in the middle of a step. */
const patience: Record<string, number> = { web: 5_000, api: 10_000, worker: 15_000 };

export interface StackOptions {
  /** Absolute; holds the database and the files of this stack. */
  dataFolder: string;
  ports: { web: number; api: number };
  /** The address to listen on. */
  host?: string;
  /** Where the programs are reached from outside. By default localhost. */
  addresses?: { web: string; api: string };
  authSecret: string;
  /** A server that somebody else runs. Without it, the embedded one is started. */
  databaseUrl?: string | undefined;
  mode?: 'production' | 'development';
  /** Further settings for all programs. */
  environment?: Record<string, string>;
  /** Called once tables are up to date, before any program runs. */
  prepare?: (databaseUrl: string) => Promise<void>;
  /** Other programs in the place of ours. */
  programs?: (context: ProgramContext) => ProgramSpec[];
  /** Ends a start that is still under way. */
  signal?: AbortSignal;
  /** Hears what happens. By default nobody does. */
  events?: ProgramEvents;
}

export interface Stack {
  addresses: { web: string; api: string };
  /** The database's address now: it may change when its server was killed and its port was taken meanwhile. */
  databaseUrl(): string;
  database: DatabaseServer;
  /** By name: `web`, `api`, `worker`. */
  program(name: string): Program;
  /** Ends the programs in the order of those who use each other, and the database last. */
  stop(): Promise<void>;
}

export interface ProgramContext {
  ports: { web: number; api: number };
  host: string;
  mode: 'production' | 'development';
  environment(extra: Record<string, string>): NodeJS.ProcessEnv;
}

/**
 * Starts database, web app, API server and worker, and resolves when all are of use. A program that ends without being
 * asked to is started again, the embedded database too.
 * @throws StartError, AppError or EmbeddedPostgresError with what to do; everything that was started is ended by then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const events = options.events ?? { output: () => {}, say: () => {} };
  const addresses = options.addresses ?? { web: `http://localhost:${options.ports.web}`, api: `http://localhost:${options.ports.api}` };
  const programs: Program[] = [];
  // Programs that hold the old address of the database end with it and get the new one when they start again.
  const onRestart = ({ moved }: { moved: boolean }) => {
    if (moved) for (const program of programs) program.kill();
  };
  const database = options.databaseUrl ? await externalDatabase(options.databaseUrl) : await embeddedDatabase(options.dataFolder, onRestart, events.say);

  const stop = async () => {
    for (const program of programs) await program.stop(patience[program.name] ?? 5_000);
    await database.stop();
  };
  try {
    await migrate(database.url());
    await options.prepare?.(database.url());
    const context = programContext(options, addresses, database);
    for (const spec of (options.programs ?? ourPrograms)(context)) programs.push(runProgram(spec, events));
    await Promise.race([Promise.all(programs.map((program) => program.ready(options.signal))), ...programs.map((program) => program.failedStart)]);
    for (const program of programs) program.established();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    addresses,
    database,
    databaseUrl: () => database.url(),
    program(name) {
      const found = programs.find((program) => program.name === name);
      if (!found) throw new Error(`There is no program ${name} in this stack.`);
      return found;
    },
    stop,
  };
}

function programContext(options: StackOptions, addresses: { web: string; api: string }, database: DatabaseServer): ProgramContext {
  const mode = options.mode ?? 'production';
  const host = options.host ?? '127.0.0.1';
  const environment = (extra: Record<string, string>): NodeJS.ProcessEnv => ({
    ...process.env,
    ...options.environment,
    DATABASE_URL: database.url(),
    AUTH_SECRET: options.authSecret,
    STUDYWRIGHT_DATA: options.dataFolder,
    STUDYWRIGHT_HOST: host,
    STUDYWRIGHT_LAUNCHER: String(process.pid),
    STUDYWRIGHT_WATCHED: mode === 'development' ? 'yes' : 'no',
    PUBLIC_WEB_URL: addresses.web,
    PUBLIC_API_URL: addresses.api,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    ...extra,
  });
  return { ports: options.ports, host, mode, environment };
}

function ourPrograms({ ports, host, mode, environment }: ProgramContext): ProgramSpec[] {
  const leash = ['--import', new URL('start/leash.mjs', import.meta.url).href];
  const web = join(root, 'apps/web');
  const next = join(web, 'node_modules/next/dist/bin/next');
  const server = join(root, 'apps/server');
  const watch = mode === 'development' ? ['--watch', '--watch-preserve-output'] : [];
  const serverCommand = [process.execPath, ...leash, ...watch, 'src/main.ts'] as const;
  return [
    {
      name: 'web',
      title: 'The web app',
      command: [process.execPath, ...leash, next, mode === 'development' ? 'dev' : 'start', '--port', String(ports.web), '--hostname', host],
      folder: web,
      environment: () => environment({ PORT: String(ports.web) }),
      health: `http://${reachable(host)}:${ports.web}/`,
    },
    {
      name: 'api',
      title: 'The API server',
      command: serverCommand,
      folder: server,
      environment: () => environment({ PORT: String(ports.api), STUDYWRIGHT_ROLE: 'api' }),
      health: `http://${reachable(host)}:${ports.api}/health/ready`,
    },
    { name: 'worker', title: 'The worker', command: serverCommand, folder: server, environment: () => environment({ STUDYWRIGHT_ROLE: 'worker' }) },
  ];
}

/** An address that stands for all of them cannot be called itself. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
