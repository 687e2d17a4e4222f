import { AppError, notFound, type hideTopicInput, type mergeTopicsInput, type moveTopicInput, type renameTopicInput } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { refreshCards } from '../flashcard/schedules.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { moveBefore } from '../platform/positions.ts';
import { atLeast } from '../platform/procedures.ts';

const { courseMembers, flashcards, questions, topics } = tables;

/** Topics of one course that the asking student runs, their rows locked. @throws AppError NOT_FOUND where one is not there */
async function ownTopicsToChange(ctx: Reading, ids: readonly string[]): Promise<{ courseId: string }> {
  const wanted = [...new Set(ids)].sort();
  const rows = await ctx.db
    .select({ courseId: topics.courseId, role: courseMembers.role })
    .from(topics)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, topics.courseId), eq(courseMembers.userId, ctx.actor.userId)))
    .where(inArray(topics.id, wanted))
    .orderBy(topics.id)
    .for('update', { of: topics });
  const [first] = rows;
  if (!first || rows.length < wanted.length || rows.some((row) => row.courseId !== first.courseId)) throw notFound('topic');
  if (!atLeast(first.role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its topics.');
  return { courseId: first.courseId };
}

/** Kept when its document is revised. */
export function renameTopic(ctx: SignedInCtx, { id, title }: z.output<typeof renameTopicInput>): Promise<void> {
  return transact(ctx, async (tx) => {
    await ownTopicsToChange(tx, [id]);
    await tx.db.update(topics).set({ title }).where(eq(topics.id, id));
  });
}

export function moveTopic(ctx: SignedInCtx, input: z.output<typeof moveTopicInput>): Promise<void> {
  return transact(ctx, async (tx) => {
    const { courseId } = await ownTopicsToChange(tx, [input.id]);
    await moveBefore(tx.db, topics, 'topic', courseId, input);
  });
}

/** Nothing of a hidden topic is asked; shown again, its cards stand where they stood. */
export function hideTopic(ctx: SignedInCtx, { id, hidden }: z.output<typeof hideTopicInput>): Promise<void> {
  return transact(ctx, async (tx) => {
    await ownTopicsToChange(tx, [id]);
    await tx.db.update(topics).set({ hiddenAt: hidden ? tx.now() : null }).where(eq(topics.id, id));
    await refreshCards(tx.db, eq(flashcards.topicId, id));
  });
}

/** What is in `ids` is in `into` from then on, and so is what was merged into them before. */
export function mergeTopics(ctx: SignedInCtx, { ids, into }: z.output<typeof mergeTopicsInput>): Promise<void> {
  return transact(ctx, async (tx) => {
    const others = ids.filter((id) => id !== into);
    await ownTopicsToChange(tx, [...others, into]);
    const [target] = await tx.db.select({ mergedIntoId: topics.mergedIntoId }).from(topics).where(eq(topics.id, into));
    if (target?.mergedIntoId !== null) throw new AppError('CONFLICT', 'That topic is part of another one now. Choose the other one.');
    if (others.length === 0) return;
    await putInto(tx.db, others, into);
  });
}

/** Makes a merged topic one of its own again, with the cards and questions that came from it. */
export function splitTopic(ctx: SignedInCtx, id: string): Promise<void> {
  return transact(ctx, async (tx) => {
    await ownTopicsToChange(tx, [id]);
    await takeOut(tx.db, eq(topics.id, id));
  });
}

/** @param into one that is no part of another */
export async function putInto(tx: Queryable, ids: readonly string[], into: string): Promise<void> {
  for (const items of [flashcards, questions]) {
    await tx
      .update(items)
      .set({ topicId: into, mergedFromId: sql`coalesce(${items.mergedFromId}, ${items.topicId})` })
      .where(inArray(items.topicId, [...ids]));
  }
  const parts = tx.select({ id: topics.id }).from(topics).where(inArray(topics.mergedIntoId, [...ids]));
  await tx
    .update(topics)
    .set({ mergedIntoId: into })
    .where(or(inArray(topics.id, [...ids]), inArray(topics.id, parts)));
  await refreshCards(tx, eq(flashcards.topicId, into));
}

/** Of merged topics; those that are none stay as they are. */
export async function takeOut(tx: Queryable, which: SQL | undefined): Promise<void> {
  const freed = await tx
    .update(topics)
    .set({ mergedIntoId: null })
    .where(and(which, isNotNull(topics.mergedIntoId)))
    .returning({ id: topics.id });
  const ids = freed.map(({ id }) => id);
  if (ids.length === 0) return;
  for (const items of [flashcards, questions]) {
    await tx.update(items).set({ topicId: sql`${items.mergedFromId}`, mergedFromId: null }).where(inArray(items.mergedFromId, ids));
  }
  await refreshCards(tx, inArray(flashcards.topicId, ids));
}
