import { notFound } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, asc, eq, sql } from 'drizzle-orm';

const { courses, documents, topics } = tables;

/** What stands in an order of its own in a course. */
type Ordered = typeof documents | typeof topics;

/** Positions of new rows are seconds since 1970: one at the end must not run ahead of that clock. */
const step = 0.001;

/**
 * Puts a row before another one of its course, or at the end.
 * @param what a person calls it, for the error
 * @throws AppError NOT_FOUND also where `before` is of another course
 */
export async function moveBefore(tx: Queryable, table: Ordered, what: string, courseId: string, { id, before }: { id: string; before: string | null }): Promise<void> {
  // Two who move in one course take turns.
  await tx.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId)).for('no key update');
  if (before === id) return;
  const find = () => placeBefore(tx, table, what, courseId, id, before);
  const position = (await find()) ?? ((await spread(tx, table, courseId)), await find());
  if (position === null) throw new Error('Positions that were spread a moment ago leave no room.');
  await tx.update(table).set({ position }).where(eq(table.id, id));
}

/** A position between `before` and the one ahead of it, the moved one apart; null where the numbers leave no room. */
async function placeBefore(tx: Queryable, table: Ordered, what: string, courseId: string, id: string, before: string | null): Promise<number | null> {
  const others = and(eq(table.courseId, courseId), sql`${table.id} <> ${id}`);
  if (before === null) {
    const [last] = await tx.select({ position: sql<number | null>`max(${table.position})` }).from(table).where(others);
    return (last?.position ?? 0) + step;
  }
  const [next] = await tx
    .select({ position: table.position })
    .from(table)
    .where(and(others, eq(table.id, before)));
  if (!next) throw notFound(what);
  const [ahead] = await tx
    .select({ position: sql<number | null>`max(${table.position})` })
    .from(table)
    .where(and(others, sql`(${table.position}, ${table.id}) < (${next.position}::float8, ${before}::uuid)`));
  if (ahead?.position == null) return next.position - 1;
  const middle = (ahead.position + next.position) / 2;
  return middle > ahead.position && middle < next.position ? middle : null;
}

/** Whole numbers in the present order, far below those of what is still to come. */
async function spread(tx: Queryable, table: Ordered, courseId: string): Promise<void> {
  const ordered = tx
    .select({ id: table.id, place: sql<number>`row_number() over (order by ${asc(table.position)}, ${asc(table.id)})`.as('place') })
    .from(table)
    .where(eq(table.courseId, courseId))
    .as('ordered');
  await tx.update(table).set({ position: sql`${ordered.place}` }).from(ordered).where(eq(table.id, ordered.id));
}
