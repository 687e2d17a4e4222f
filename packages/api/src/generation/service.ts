import { AppError, notFound, type GenerationEstimate, type GenerationView, type generationEstimateInput, type startGenerationInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { leftOfBudgets } from '../platform/budgets.ts';
import { courseChanges } from '../platform/changes.ts';
import { transact, type SignedInCtx, type Within } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { generateJob } from './jobs.ts';
import { ownGeneration, ownGenerationToChange, recentlyGenerated, viewOf } from './queries.ts';
import { partsOf, topicsIn } from './scope.ts';

const { courses, generations } = tables;

/** Of a course that the asking user is known to run: how much there is to read, and what a model would take for it. */
export async function estimateGeneration(ctx: SignedInCtx, { wishes, ...scope }: z.output<typeof generationEstimateInput>): Promise<GenerationEstimate> {
  const found = (await topicsIn(ctx, scope)).filter(({ characters }) => characters > 0);
  // Loaded when it is asked for: most who run a server never do.
  const { estimateDrafts } = await import('@studywright/ai/estimate');
  const estimate = estimateDrafts(ctx.model.engine, found, wishes);
  return {
    topics: new Set(found.map(({ shownId }) => shownId)).size,
    words: Math.round(found.reduce((sum, { characters }) => sum + characters, 0) / charactersPerWord),
    model: estimate?.model ?? null,
    pricesAsOf: estimate?.pricesAsOf ?? null,
    leftMicros: estimate?.pricesAsOf == null ? null : await leftOfBudgets(ctx, ctx.actor.userId),
    translates: ctx.model.translates,
  };
}

/** Of running English text, with the space behind it. */
const charactersPerWord = 6;

/**
 * The row and its job, in one transaction; the same request twice is one.
 * @throws AppError CONFLICT where there is nothing to make it of, the course is archived, or another request of it is not done
 */
export function startGeneration(ctx: SignedInCtx, { id, wishes, ...scope }: z.output<typeof startGenerationInput>): Promise<GenerationView> {
  return transact(ctx, async (tx) => {
    await courseRoleOf(tx, scope.courseId, 'teacher');
    const { archivedAt } = await lockCourse(tx, scope.courseId);
    const [held] = await tx.db.select({ courseId: generations.courseId }).from(generations).where(eq(generations.id, id));
    if (held && held.courseId !== scope.courseId) throw notFound('request');
    if (!held && archivedAt) throw archived();
    if (!held) await insert(tx, { id, wishes, ...scope });
    return viewOf(await ownGenerationToChange(tx, id));
  });
}

function archived(): AppError {
  return new AppError('CONFLICT', 'This course is archived. Take it out of the archive to make more for it.');
}

async function insert(tx: Within<SignedInCtx>, { id, wishes, ...scope }: z.output<typeof startGenerationInput>): Promise<void> {
  const { courseId } = scope;
  const parts = partsOf(await topicsIn(tx, scope), scope, wishes);
  const made = await tx.db
    .insert(generations)
    .values({ id, courseId, authorId: tx.actor.userId, documentId: scope.documentId ?? null, parts, wishes, createdAt: tx.now() })
    .onConflictDoNothing()
    .returning({ id: generations.id });
  if (made.length === 0) throw new AppError('CONFLICT', 'Something is being made for this course already. Wait until it is done, or stop it.');
  await enqueue(tx, { id, courseId });
}

/** Of two that begin at once, the second sees the first. Taken before the row of a request, always. */
async function lockCourse({ db }: Within<SignedInCtx>, id: string) {
  const [course] = await db.select({ archivedAt: courses.archivedAt }).from(courses).where(eq(courses.id, id)).for('update');
  if (!course) throw notFound('course');
  return course;
}

async function enqueue(tx: Within<SignedInCtx>, { id, courseId }: { id: string; courseId: string }): Promise<void> {
  await tx.jobs.enqueue(tx.db, generateJob, { generationId: id });
  await publish(tx.db, { kind: 'generation', courseId, generationId: id });
}

/** What was made so far stays. */
export function cancelGeneration(ctx: SignedInCtx, id: string): Promise<GenerationView> {
  return transact(ctx, async (tx) => {
    const generation = await ownGenerationToChange(tx, id);
    if (generation.status === 'queued' || generation.status === 'working') {
      await tx.db.update(generations).set({ status: 'cancelled', activity: '', finishedAt: tx.now() }).where(eq(generations.id, id));
      await publish(tx.db, { kind: 'generation', courseId: generation.courseId, generationId: id });
    }
    return viewOf(await ownGenerationToChange(tx, id));
  });
}

/** Goes on with one that failed or was stopped, where it ended. @throws AppError CONFLICT where another one of the course is not done, or the course is archived */
export function resumeGeneration(ctx: SignedInCtx, id: string): Promise<GenerationView> {
  return transact(ctx, async (tx) => {
    const { courseId } = await ownGeneration(tx, id);
    const { archivedAt } = await lockCourse(tx, courseId);
    const generation = await ownGenerationToChange(tx, id);
    if (generation.status === 'failed' || generation.status === 'cancelled') {
      if (archivedAt) throw archived();
      const open = await tx.db.$count(generations, and(eq(generations.courseId, generation.courseId), inArray(generations.status, ['queued', 'working'])));
      if (open > 0) throw new AppError('CONFLICT', 'Something else is being made for this course. Wait until it is done, or stop it.');
      await tx.db.update(generations).set({ status: 'queued', activity: 'Waiting for its turn', error: null, finishedAt: null }).where(eq(generations.id, id));
      await enqueue(tx, generation);
    }
    return viewOf(await ownGenerationToChange(tx, id));
  });
}

/** Yields the id of each request of a course as it changes, and those that may have changed while nothing was heard. */
export async function* generationChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined): AsyncGenerator<{ generationId: string }, void> {
  for await (const generationId of courseChanges(ctx, courseId, signal, (event) => (event.kind === 'generation' ? event.generationId : undefined), () => recentlyGenerated(ctx, courseId))) yield { generationId };
}
