import { startEmbedded, type EmbeddedServer } from '@studywright/db/embedded';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

export interface DatabaseServer {
  url(): string;
  /** Of the embedded server; `undefined` when the database is not ours to run. */
  pid(): number | undefined;
  reused: boolean;
  stop(): Promise<void>;
}

/** A database that somebody else runs. */
export async function externalDatabase(url: string): Promise<DatabaseServer> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select 1`;
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new StartError(
      `The database of DATABASE_URL (${hostname}:${port || 5432}${pathname}) cannot be used: ${reason(error)}. Put that right, or leave DATABASE_URL out: Studywright then runs a database of its own.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
  return { url: () => url, pid: () => undefined, reused: true, stop: () => Promise.resolve() };
}

/**
 * The database in the data folder, kept running until it is stopped.
 * @param onRestart hears that it had ended and runs again, and whether at another address than before
 */
export async function embeddedDatabase(dataFolder: string, onRestart: (event: { moved: boolean }) => void, say: (line: string) => void): Promise<DatabaseServer> {
  const folder = join(dataFolder, 'postgres');
  let server: EmbeddedServer = await startEmbedded({ folder, preferredPort: 54_329 });
  const watch = new AbortController();

  const keepRunning = async () => {
    for (;;) {
      await pause(250, undefined, { signal: watch.signal, ref: false });
      if (isAlive(server.pid)) continue;
      say('PostgreSQL ended. It is started again.');
      try {
        const next = await startEmbedded({ folder, preferredPort: server.port });
        const moved = next.port !== server.port;
        server = next;
        onRestart({ moved });
      } catch (error) {
        say(reason(error));
        await pause(5_000, undefined, { signal: watch.signal, ref: false });
      }
    }
  };
  const watching = keepRunning().catch((error: unknown) => {
    if (!watch.signal.aborted) throw error;
  });

  return {
    url: () => server.url,
    pid: () => server.pid,
    reused: server.reused,
    async stop() {
      watch.abort();
      await watching;
      await server.stop();
    },
  };
}

function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0].message;
  return error instanceof Error ? error.message : String(error);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
