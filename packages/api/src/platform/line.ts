import { firstStanding } from '@studywright/core';
import type { Queryable } from '@studywright/db';
import { and, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

/**
 * With which the work on a row begins to wait: behind whatever else of the same student is not done yet. Who asks for ten at
 * once waits for nine, and nobody else does.
 * @param owner column of the student
 * @param unfinished which other rows count
 */
export async function standingBehindOwn(db: Queryable, table: PgTable & { id: PgColumn }, owner: PgColumn, id: string, unfinished: SQL | undefined): Promise<number> {
  const theirs = eq(owner, sql`(select ${owner} from ${table} where ${eq(table.id, id)})`);
  return firstStanding(await db.$count(table, and(theirs, ne(table.id, id), unfinished)));
}

/** What waits or is worked on. */
export const unfinishedBy = (status: PgColumn): SQL => inArray(status, ['queued', 'working']);
