import { AppError, notFound, type GenerationView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { atLeast } from '../platform/procedures.ts';

const { courseMembers, generations } = tables;

type Row = typeof generations.$inferSelect;

export function viewOf({ parts, authorId: _, done: __, startedAt: ___, createdAt, finishedAt, ...row }: Row): GenerationView {
  return { ...row, topics: parts.length, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

/** Of a course whose member the asking user is known to be, newest first. */
export async function listGenerations({ db }: Reading, input: { courseId: string; cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor, 2);
  const rows = await db
    .select()
    .from(generations)
    .where(and(eq(generations.courseId, input.courseId), after ? sql`(${generations.createdAt}, ${generations.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined))
    .orderBy(desc(generations.createdAt), desc(generations.id))
    .limit(input.limit + 1);
  return page(rows, input.limit, viewOf, (row) => [row.createdAt.toISOString(), row.id]);
}

/** For one who runs the course. @throws AppError NOT_FOUND for a stranger, FORBIDDEN for a student of the course */
export async function ownGeneration(ctx: Reading, id: string): Promise<Row> {
  return mayChange(await withRole(ctx, id));
}

/** As `ownGeneration`, its row locked. */
export async function ownGenerationToChange(ctx: Reading, id: string): Promise<Row> {
  return mayChange(await withRole(ctx, id).for('update', { of: generations }));
}

function withRole({ db, actor }: Reading, id: string) {
  return db
    .select({ generation: generations, role: courseMembers.role })
    .from(generations)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, generations.courseId), eq(courseMembers.userId, actor.userId)))
    .where(eq(generations.id, id));
}

function mayChange([found]: Awaited<ReturnType<typeof withRole>>): Row {
  if (!found) throw notFound('request');
  if (!atLeast(found.role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can do this.');
  return found.generation;
}

const recentMs = 600_000;

/** Of a course whose member the asking user is known to be: what is being made, or was a moment ago. */
export async function recentlyGenerated({ db, now }: Reading, courseId: string): Promise<string[]> {
  const rows = await db
    .select({ id: generations.id })
    .from(generations)
    .where(and(eq(generations.courseId, courseId), or(inArray(generations.status, ['queued', 'working']), gte(generations.finishedAt, new Date(now().getTime() - recentMs)))))
    .limit(100);
  return rows.map(({ id }) => id);
}
