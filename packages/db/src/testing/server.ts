import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded, type EmbeddedServer } from '../embedded/index.ts';

/** Any number that only test runs lock: shared while a run uses the server, exclusive to end or to tidy it. */
const lockKey = 4_410_233;

export interface TestServer {
  /** Address of the maintenance database. */
  url: string;
  /** Ends the server if no other run uses it. */
  leave(): Promise<void>;
}

/** The test server of this copy of the project. Several runs at once share it; the last one ends it. */
export async function joinTestServer(): Promise<TestServer> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await startEmbedded({ folder: folder(), database: 'maintenance', throwaway: true, settings: { max_connections: '300' } });
    const sql = postgres(server.url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
    try {
      await enter(sql);
      return { url: server.url, leave: () => leave(sql, server) };
    } catch (error) {
      await sql.end({ timeout: 1 });
      // A run that was leaving has ended the server under us.
      if (attempt === 5) throw error;
    }
  }
}

function folder(): string {
  const place = createHash('sha256').update(import.meta.dirname).digest('hex').slice(0, 12);
  return join(tmpdir(), `studywright-tests-${process.getuid?.() ?? 'user'}-${place}`);
}

async function enter(sql: postgres.Sql): Promise<void> {
  const [alone] = await sql<{ locked: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as locked`;
  if (alone?.locked) await dropLeftovers(sql);
  await sql`select pg_advisory_lock_shared(${lockKey})`;
  if (alone?.locked) await sql`select pg_advisory_unlock(${lockKey})`;
}

/** What runs that were killed have left behind. */
async function dropLeftovers(sql: postgres.Sql): Promise<void> {
  const leftovers = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'test\\_%' or datname like 'template\\_%'`;
  for (const { datname } of leftovers) await sql`drop database ${sql(datname)} with (force)`;
}

async function leave(sql: postgres.Sql, server: EmbeddedServer): Promise<void> {
  try {
    await sql`select pg_advisory_unlock_shared(${lockKey})`;
    const [alone] = await sql<{ locked: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as locked`;
    if (alone?.locked) await server.stop();
  } finally {
    await sql.end({ timeout: 1 });
  }
}
