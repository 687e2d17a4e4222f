import { AppError, notFound, review as schedule, type reviewInput, type ReviewResult, type ScheduleState } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { studentSettings } from '../course/queries.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { ownCardRow, scheduleColumns, toScheduleState, toStudyCard } from './queries.ts';
import { studyCounts } from './session.ts';

const { cardSchedules, flashcards, reviews } = tables;

function toColumns(state: ScheduleState) {
  return { ...state, due: state.due === null ? null : new Date(state.due), lastReviewAt: state.lastReviewAt === null ? null : new Date(state.lastReviewAt) };
}

/** The student's schedule of a card, locked: two ratings of one card come one after the other. */
async function lockSchedule(tx: Reading, cardId: string) {
  const [row] = await tx.db
    .select({ ...scheduleColumns, courseId: cardSchedules.courseId })
    .from(cardSchedules)
    .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), isNull(flashcards.deletedAt)))
    .where(and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.cardId, cardId)))
    .for('update', { of: cardSchedules });
  if (!row) throw notFound('card');
  return row;
}

async function answer(tx: Reading, outcome: ReviewResult['outcome'], cardId: string): Promise<ReviewResult> {
  const settings = await studentSettings(tx);
  const row = await ownCardRow(tx, cardId);
  return { outcome, card: toStudyCard(row, tx.now(), settings), counts: await studyCounts(tx, settings, {}) };
}

/**
 * Records a rating. Sent twice with the same id it counts once; made on a schedule that has changed since, nothing is
 * recorded and the card is given as it is now.
 */
export function reviewCard(ctx: SignedInCtx, input: z.output<typeof reviewInput>): Promise<ReviewResult> {
  return transact(ctx, async (tx) => {
    const before = await lockSchedule(tx, input.cardId);
    const [sent] = await tx.db.select({ userId: reviews.userId, cardId: reviews.cardId }).from(reviews).where(eq(reviews.id, input.id));
    if (sent) {
      if (sent.userId !== tx.actor.userId || sent.cardId !== input.cardId) throw new AppError('CONFLICT', 'This rating was sent for another card.');
      return answer(tx, 'recorded', input.cardId);
    }
    if (before.version !== input.version) return answer(tx, 'stale', input.cardId);
    const settings = await studentSettings(tx);
    const now = tx.now();
    const state = toScheduleState(before);
    const next = schedule(state, input.rating, now, settings, input.cardId);
    await tx.db.insert(reviews).values({
      id: input.id,
      userId: tx.actor.userId,
      cardId: input.cardId,
      courseId: before.courseId,
      rating: input.rating,
      reviewedAt: now,
      durationMs: input.durationMs,
      stateBefore: state.state,
      before: state,
    });
    await tx.db
      .update(cardSchedules)
      .set({ ...toColumns(next), version: before.version + 1 })
      .where(and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.cardId, input.cardId)));
    return answer(tx, 'recorded', input.cardId);
  });
}

/** Puts the card back as it was before its last rating. Undone already: nothing changes. An older rating can't be taken out. */
export function undoReview(ctx: SignedInCtx, reviewId: string): Promise<ReviewResult> {
  return transact(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ cardId: reviews.cardId })
      .from(reviews)
      .where(and(eq(reviews.id, reviewId), eq(reviews.userId, tx.actor.userId)));
    if (!row?.cardId) throw notFound('rating');
    const { cardId } = row;
    const held = await lockSchedule(tx, cardId);
    const [review] = await tx.db.select({ before: reviews.before, undoneAt: reviews.undoneAt }).from(reviews).where(eq(reviews.id, reviewId));
    if (!review || review.undoneAt) return answer(tx, 'recorded', cardId);
    const [last] = await tx.db
      .select({ id: reviews.id })
      .from(reviews)
      .where(and(eq(reviews.cardId, cardId), eq(reviews.userId, tx.actor.userId), isNull(reviews.undoneAt)))
      .orderBy(desc(reviews.reviewedAt), sql`${reviews.id} desc`)
      .limit(1);
    if (last?.id !== reviewId) throw new AppError('CONFLICT', 'This card was rated again since. Only its last rating can be undone.');
    await tx.db.update(reviews).set({ undoneAt: tx.now() }).where(eq(reviews.id, reviewId));
    await tx.db
      .update(cardSchedules)
      .set({ ...toColumns(review.before), version: held.version + 1 })
      .where(and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.cardId, cardId)));
    return answer(tx, 'recorded', cardId);
  });
}
