import { AppError, notFound, review as schedule, siblingsWaitUntil, startOfDay, studentDay, type reviewInput, type ReviewResult, type ScheduleState } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { studentSettings, type StudentSettings } from '../course/queries.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { prepared } from '../platform/prepared.ts';
import { standing } from '../platform/standing.ts';
import { ownCardRow, scheduleColumns, toScheduleState, toStudyCard, type CardRow } from './queries.ts';
import { studyCounts } from './session.ts';

const { cardSchedules, flashcards, reviews } = tables;

function toColumns(state: ScheduleState) {
  return { ...state, due: state.due === null ? null : new Date(state.due), lastReviewAt: state.lastReviewAt === null ? null : new Date(state.lastReviewAt) };
}

/** The student's schedule of a card, locked: two ratings of one card come one after the other. */
async function lockSchedule(tx: Reading, cardId: string) {
  const [row] = await tx.db
    .select({ ...scheduleColumns, courseId: cardSchedules.courseId, siblingId: cardSchedules.siblingId })
    .from(cardSchedules)
    .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards)))
    .where(and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.cardId, cardId)))
    .for('update', { of: cardSchedules });
  if (!row) throw notFound('card');
  return row;
}

/** How the card is, and what is left of today. */
async function answer(ctx: Reading, settings: StudentSettings, outcome: ReviewResult['outcome'], row: CardRow): Promise<ReviewResult> {
  return { outcome, card: toStudyCard(row, ctx.now(), settings), counts: await studyCounts(ctx, settings, {}) };
}

const sentBefore = prepared((db) => db.select({ userId: reviews.userId, cardId: reviews.cardId }).from(reviews).where(eq(reviews.id, sql.placeholder('id'))).prepare('sent_before'));

/**
 * Records a rating. Sent twice with the same id it counts once; made on a schedule that has changed since, nothing is
 * recorded and the card is given as it is now.
 */
export async function reviewCard(ctx: SignedInCtx, input: z.output<typeof reviewInput>): Promise<ReviewResult> {
  const [before, [sent], settings] = await Promise.all([ownCardRow(ctx, input.cardId), sentBefore(ctx.db).execute({ id: input.id }), studentSettings(ctx)]);
  if (!sent && before.version === input.version) {
    const now = ctx.now();
    const state = toScheduleState(before);
    const next = schedule(state, input.rating, now, settings, input.cardId);
    if (await record(ctx, input, { before: state, next, now, siblingsUntil: siblingsWaitUntil(now, settings) })) {
      return answer(ctx, settings, 'recorded', { ...before, ...toColumns(next), version: before.version + 1 });
    }
  }
  // The same rating was sent before, perhaps this very moment, or the card was rated elsewhere. Which it was is asked
  // before the card is read, so that the card is never older than the answer.
  const [known] = await sentBefore(ctx.db).execute({ id: input.id });
  if (known && (known.userId !== ctx.actor.userId || known.cardId !== input.cardId)) throw new AppError('CONFLICT', 'This rating was sent for another card.');
  return answer(ctx, settings, known ? 'recorded' : 'stale', await ownCardRow(ctx, input.cardId));
}

/**
 * The schedule's change, its review and the wait of its siblings, in one statement: all are there or none is, and only on the
 * version that was rated. Of two that rate the same version at once, the second waits for the first and then finds another version.
 * @returns false when the schedule is not at that version any more
 */
async function record(ctx: SignedInCtx, input: z.output<typeof reviewInput>, { before, next, now, siblingsUntil }: { before: ScheduleState; next: ScheduleState; now: Date; siblingsUntil: Date }): Promise<boolean> {
  const made = await ctx.db.execute(sql`
    with moved as (
      update ${cardSchedules} set state = ${next.state}, due = ${next.due}::timestamptz, stability = ${next.stability}, difficulty = ${next.difficulty}, scheduled_days = ${next.scheduledDays},
        learning_steps = ${next.learningSteps}, reps = ${next.reps}, lapses = ${next.lapses}, last_review_at = ${next.lastReviewAt}::timestamptz, last_rating = ${next.lastRating}, version = version + 1
      where user_id = ${ctx.actor.userId} and card_id = ${input.cardId} and version = ${input.version}
        and exists (select 1 from ${flashcards} where ${and(eq(flashcards.id, input.cardId), standing(flashcards))})
      returning user_id, card_id, course_id, sibling_id
    ), buried as (
      update ${cardSchedules} as other set buried_until = ${siblingsUntil.toISOString()}::timestamptz
      from moved where other.user_id = moved.user_id and other.sibling_id = moved.sibling_id and other.card_id <> moved.card_id
    )
    insert into ${reviews} (id, user_id, card_id, course_id, rating, reviewed_at, duration_ms, state_before, before)
    select ${input.id}::uuid, user_id, card_id, course_id, ${input.rating}::smallint, ${now.toISOString()}::timestamptz, ${input.durationMs}::int, ${before.state}::card_state, ${JSON.stringify(before)}::jsonb from moved
    returning id`);
  return made.length > 0;
}

async function answerOf(tx: Reading, cardId: string): Promise<ReviewResult> {
  const [settings, row] = await Promise.all([studentSettings(tx), ownCardRow(tx, cardId)]);
  return answer(tx, settings, 'recorded', row);
}

/** Unless the card was studied earlier in the same day as well. */
async function letSiblingsCome(tx: Reading, siblingId: string | null, cardId: string, { lastReviewAt }: ScheduleState): Promise<void> {
  if (siblingId === null) return;
  const settings = await studentSettings(tx);
  const today = startOfDay(studentDay(tx.now(), settings), settings);
  if (lastReviewAt !== null && new Date(lastReviewAt) >= today) return;
  await tx.db
    .update(cardSchedules)
    .set({ buriedUntil: null })
    .where(and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.siblingId, siblingId), ne(cardSchedules.cardId, cardId)));
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
    if (!review || review.undoneAt) return answerOf(tx, cardId);
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
    await letSiblingsCome(tx, held.siblingId, cardId, review.before);
    return answerOf(tx, cardId);
  });
}
