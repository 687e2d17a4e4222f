import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { migrate, migrationsFolder } from '../migrate.ts';

// Here, not beside the set-up that provides it: whoever imports this is checked with it.
declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server's maintenance database. */
    testPostgres: string;
  }
}

export interface TestDatabase {
  /** Address of an empty database with all tables. */
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** Any number that only those who make the template lock. */
const lockKey = 4_410_234;

let template: Promise<string> | undefined;

/** A database of its own for a test file: a copy of one that was migrated once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testPostgres');
  template ??= ensureTemplate(server);
  const source = await template;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withConnection(server, (sql) => sql`create database ${sql(name)} template ${sql(source)}`);
  return {
    url: databaseUrl(server, name),
    drop: () => withConnection(server, async (sql) => void (await sql`drop database if exists ${sql(name)} with (force)`)),
  };
}

/** One worker makes it, under a name of its own until it is whole; the others wait and find it. */
async function ensureTemplate(server: string): Promise<string> {
  const name = `template_${migrationsFingerprint()}`;
  await withConnection(server, async (sql) => {
    await sql`select pg_advisory_lock(${lockKey})`;
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return;
    const unfinished = `${name}_unfinished`;
    await sql`drop database if exists ${sql(unfinished)} with (force)`;
    await sql`create database ${sql(unfinished)}`;
    await migrate(databaseUrl(server, unfinished));
    await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
  });
  return name;
}

function migrationsFingerprint(): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(migrationsFolder, { recursive: true, withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withConnection<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
