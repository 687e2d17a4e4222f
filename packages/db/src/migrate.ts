import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '@studywright/core';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { z } from 'zod';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

const journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/** Any number that only this program's migrations lock. */
const lockKey = 7_239_114;

/**
 * Brings the database to this version, one process at a time; the others wait and find it done.
 * @throws AppError CONFLICT when a newer version has been at this database: it is left as it is.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await refuseNewer(sql);
    await applyMigrations(drizzle(sql), { migrationsFolder });
    await addVectors(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Where pgvector is installed and may be used. Nothing needs it: without it vectors are compared in memory. */
async function addVectors(sql: postgres.Sql): Promise<void> {
  const [there] = await sql`select 1 from pg_available_extensions where name = 'vector' and installed_version is null`;
  if (!there) return;
  await sql`create extension if not exists vector`.catch((error: unknown) => {
    if (!(error instanceof postgres.PostgresError) || error.code !== insufficientPrivilege) throw error;
  });
}

const insufficientPrivilege = '42501';

async function refuseNewer(sql: postgres.Sql): Promise<void> {
  if ((await migrationState(sql)) === 'ahead') {
    throw new AppError('CONFLICT', 'This database was made by a newer version of Studywright. Update Studywright, or set DATABASE_URL to another database.');
  }
}

let newest: number | undefined;

function newestMigration(): number {
  newest ??= Math.max(...journal.parse(JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8'))).entries.map((entry) => entry.when));
  return newest;
}

/** How the database stands to this version: `behind` where migrations are still to be run, `ahead` where a newer version was at it. */
export async function migrationState(sql: postgres.Sql): Promise<'current' | 'behind' | 'ahead'> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.['name']) return 'behind';
  const [row] = await sql<{ last: string | null }[]>`select max(created_at) as last from drizzle.__drizzle_migrations`;
  const last = Number(row?.last ?? 0);
  return last === newestMigration() ? 'current' : last < newestMigration() ? 'behind' : 'ahead';
}
