import { interleave, learnAheadSeconds, type studySessionInput, type StudyCounts } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { newCardsLeft, studentSettings, type StudentSettings } from '../course/queries.ts';
import type { Reading } from '../platform/context.ts';
import { prepared } from '../platform/prepared.ts';
import { heldBack } from './siblings.ts';
import { dueCards, newCards, toStudyCard, type CardRow, type SessionScope } from './queries.ts';

const { cardSchedules, flashcards, reviews } = tables;

const countsOf = prepared((db) => {
  const [now, courseId, topicId] = [sql`${sql.placeholder('now')}::timestamptz`, sql`${sql.placeholder('courseId')}::uuid`, sql`${sql.placeholder('topicId')}::uuid`];
  const counted = db
    .select({
      fresh: sql<number>`(count(*) filter (where ${cardSchedules.state} = 'new'))::int`.as('all_fresh'),
      learning: sql<number>`(count(*) filter (where ${cardSchedules.state} in ('learning', 'relearning')))::int`.as('all_learning'),
      due: sql<number>`(count(*) filter (where ${cardSchedules.state} = 'review' and ${cardSchedules.due} <= ${now}))::int`.as('all_due'),
    })
    .from(cardSchedules)
    .where(
      and(
        eq(cardSchedules.userId, sql.placeholder('userId')),
        sql`${cardSchedules.active}`,
        sql`(${courseId} is null or ${cardSchedules.courseId} = ${courseId})`,
        sql`(${topicId} is null or ${cardSchedules.cardId} in (select ${flashcards.id} from ${flashcards} where ${flashcards.topicId} = ${topicId}))`,
      ),
    )
    .as('counted');
  const inScope = sql`(${courseId} is null or s.course_id = ${courseId}) and (${topicId} is null or s.card_id in (select ${flashcards.id} from ${flashcards} where ${flashcards.topicId} = ${topicId}))`;
  return db
    .select({
      fresh: sql<number>`${counted.fresh} - coalesce(held.fresh, 0)`,
      learning: sql<number>`${counted.learning} - coalesce(held.learning, 0)`,
      due: sql<number>`${counted.due} - coalesce(held.review, 0)`,
    })
    .from(counted)
    .leftJoin(heldBack(sql`${sql.placeholder('userId')}::uuid`, now, sql`true`, inScope), sql`true`)
    .prepare('counts_of');
});

/** What is left of today: short steps, reviews that are due, and new cards within the day's limit, which a caller that needs it too hands in. */
export async function studyCounts(ctx: Reading, settings: StudentSettings, { courseId = null, topicId = null }: SessionScope, lettingIn = newCardsLeft(ctx, settings)): Promise<StudyCounts> {
  const [left, [row]] = await Promise.all([lettingIn, countsOf(ctx.db).execute({ userId: ctx.actor.userId, now: ctx.now().toISOString(), courseId, topicId })]);
  return { new: Math.min(left, row?.fresh ?? 0), learning: row?.learning ?? 0, due: row?.due ?? 0 };
}

const enoughAnswers = 10;

const recentPaceOf = prepared((db) => {
  const recent = db
    .select({ durationMs: reviews.durationMs })
    .from(reviews)
    .where(eq(reviews.userId, sql.placeholder('userId')))
    .orderBy(desc(reviews.reviewedAt))
    .limit(100)
    .as('recent');
  return db.select({ n: sql<number>`count(*)::int`, median: sql<number | null>`percentile_cont(0.5) within group (order by ${recent.durationMs})` }).from(recent).prepare('recent_pace_of');
});

/** Median seconds of the last hundred answers; null with fewer than ten. */
export async function secondsPerCard(ctx: Reading): Promise<number | null> {
  const [row] = await recentPaceOf(ctx.db).execute({ userId: ctx.actor.userId });
  return row && row.n >= enoughAnswers && row.median !== null ? Math.round(row.median / 100) / 10 : null;
}

/** The next cards of a sitting. Once nothing else is left, short steps come a little before their time. */
export async function studySession(ctx: Reading, input: z.output<typeof studySessionInput>) {
  const settings = await studentSettings(ctx);
  const now = ctx.now();
  const [counts, perCard, due] = await Promise.all([studyCounts(ctx, settings, input), secondsPerCard(ctx), dueCards(ctx, input, now, input.limit)]);
  const fresh = await newCards(ctx, input, Math.min(counts.new, input.limit));
  const isShort = (row: CardRow) => row.state === 'learning' || row.state === 'relearning';
  let rows = interleave({ learning: due.filter(isShort), due: due.filter((row) => !isShort(row)), fresh }, input.limit);
  if (rows.length === 0) rows = await dueCards(ctx, input, new Date(now.getTime() + learnAheadSeconds * 1000), input.limit);
  return {
    cards: rows.map((row) => toStudyCard(row, now, settings)),
    counts,
    next: rows.length === 0 ? await nextDue(ctx, input) : null,
    secondsPerCard: perCard,
  };
}

/** When the next cards come, and how many come within the hour after the first. */
async function nextDue(ctx: Reading, scope: SessionScope) {
  const [[first], woken] = await Promise.all([dueCards(ctx, scope, new Date(ctx.now().getTime() + 3650 * 86_400_000), 1), firstWoken(ctx, scope)]);
  const at = first?.due && woken ? new Date(Math.min(first.due.getTime(), woken.getTime())) : (first?.due ?? woken);
  if (!at) return null;
  const until = new Date(at.getTime() + 3_600_000);
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(cardSchedules)
    .innerJoin(flashcards, eq(flashcards.id, cardSchedules.cardId))
    .where(
      and(
        eq(cardSchedules.userId, ctx.actor.userId),
        eq(cardSchedules.active, true),
        sql`${cardSchedules.state} <> 'new'`,
        sql`greatest(${cardSchedules.due}, ${cardSchedules.buriedUntil}) <= ${until.toISOString()}::timestamptz`,
        scope.courseId == null ? undefined : eq(cardSchedules.courseId, scope.courseId),
        scope.topicId == null ? undefined : eq(flashcards.topicId, scope.topicId),
      ),
    );
  return { at: at.toISOString(), cards: row?.n ?? 1 };
}

/** When the first of the cards comes that wait as their sibling was studied, of those that would be due by then. */
async function firstWoken(ctx: Reading, scope: SessionScope): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ at: sql<string | null>`min(greatest(${cardSchedules.due}, ${cardSchedules.buriedUntil}))` })
    .from(cardSchedules)
    .innerJoin(flashcards, eq(flashcards.id, cardSchedules.cardId))
    .where(
      and(
        eq(cardSchedules.userId, ctx.actor.userId),
        isNotNull(cardSchedules.siblingId),
        eq(cardSchedules.active, true),
        sql`${cardSchedules.state} <> 'new' and ${cardSchedules.buriedUntil} > ${ctx.now().toISOString()}::timestamptz`,
        scope.courseId == null ? undefined : eq(cardSchedules.courseId, scope.courseId),
        scope.topicId == null ? undefined : eq(flashcards.topicId, scope.topicId),
      ),
    );
  return row?.at == null ? null : new Date(row.at);
}
