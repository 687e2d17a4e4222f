import { rating as ratings, type TransferCard, type TransferQuestion, type TransferReview } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, isNull, sql, type AnyColumn } from 'drizzle-orm';
import { sizeOfFigure } from '../document/queries.ts';
import { scheduleColumns, toScheduleState } from '../flashcard/queries.ts';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { standing } from '../platform/standing.ts';

const { cardSchedules, flashcards, questions, reviews } = tables;

interface PageOf {
  cursor?: string | undefined;
  limit: number;
}

/** Goes on after the row that the cursor names, oldest first. */
function after(input: PageOf, at: AnyColumn, id: AnyColumn) {
  const last = decodeCursor(input.cursor, 2);
  return last ? sql`(${at}, ${id}) > (${last[0]}::timestamptz, ${last[1]}::uuid)` : undefined;
}

/** Of a course whose member the asking user is known to be, with that user's schedules. */
export async function transferCards(ctx: Reading, courseId: string, input: PageOf) {
  const { id, documentId, topicId, type, front, back, figure, origin, page: number, start, end, quote, createdAt, updatedAt } = flashcards;
  const rows = await ctx.db
    .select({ card: { id, documentId, topicId, type, front, back, figure, origin, createdAt, updatedAt }, cited: { page: number, start, end, quote }, schedule: scheduleColumns })
    .from(flashcards)
    .innerJoin(cardSchedules, and(eq(cardSchedules.cardId, flashcards.id), eq(cardSchedules.userId, ctx.actor.userId)))
    .where(and(eq(flashcards.courseId, courseId), standing(flashcards), after(input, createdAt, id)))
    .orderBy(asc(createdAt), asc(id))
    .limit(input.limit + 1);
  return page(
    rows,
    input.limit,
    ({ card, cited, schedule }): TransferCard => ({
      ...card,
      figure: sizeOfFigure(card.figure),
      citation: cited.page === null || cited.start === null || cited.end === null || cited.quote === null ? null : { page: cited.page, start: cited.start, end: cited.end, quote: cited.quote },
      createdAt: card.createdAt.toISOString(),
      updatedAt: card.updatedAt.toISOString(),
      schedule: { ...toScheduleState(schedule), suspended: schedule.suspendedAt !== null },
    }),
    ({ card }) => [card.createdAt.toISOString(), card.id],
  );
}

/** Of a course whose member the asking user is known to be. */
export async function transferQuestions(ctx: Reading, courseId: string, input: PageOf) {
  const { id, documentId, topicId, stem, content, explanation, difficulty, bloom, tags, page: number, start, end, quote, createdAt } = questions;
  const rows = await ctx.db
    .select({ question: { id, documentId, topicId, stem, content, explanation, difficulty, bloom, tags, createdAt }, citation: { page: number, start, end, quote } })
    .from(questions)
    .where(and(eq(questions.courseId, courseId), standing(questions), after(input, createdAt, id)))
    .orderBy(asc(createdAt), asc(id))
    .limit(input.limit + 1);
  return page(
    rows,
    input.limit,
    ({ question, citation }): TransferQuestion => ({ ...question, citation, createdAt: question.createdAt.toISOString() }),
    ({ question }) => [question.createdAt.toISOString(), question.id],
  );
}

/** The asking user's own ratings in a course, those left out that were undone. */
export async function transferReviews(ctx: Reading, courseId: string, input: PageOf) {
  const { id, cardId, rating, reviewedAt, durationMs, stateBefore } = reviews;
  const rows = await ctx.db
    .select({ id, cardId, rating, reviewedAt, durationMs, stateBefore })
    .from(reviews)
    .where(and(eq(reviews.userId, ctx.actor.userId), eq(reviews.courseId, courseId), isNull(reviews.undoneAt), after(input, reviewedAt, id)))
    .orderBy(asc(reviewedAt), asc(id))
    .limit(input.limit + 1);
  return page(
    rows,
    input.limit,
    (row): TransferReview => ({ ...row, rating: ratings.parse(row.rating), reviewedAt: row.reviewedAt.toISOString() }),
    (row) => [row.reviewedAt.toISOString(), row.id],
  );
}
