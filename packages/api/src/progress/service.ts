import { addDays, startOfDay, streak, studentDay, type DaySettings, type heatmapInput, type HeatmapView, type ProgressView, type TodayView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { cardCounts, draftsIn, newCardsLeft, stateCounts, studentSettings } from '../course/queries.ts';
import { secondsPerCard, studyCounts } from '../flashcard/session.ts';
import type { Reading } from '../platform/context.ts';
import { standing } from '../platform/standing.ts';
import { quizScores } from '../quiz/attempt.ts';

const { attemptItems, attempts, cardSchedules, courseMembers, courses, flashcards, reviews } = tables;

function ownCourses(ctx: Reading) {
  return ctx.db
    .select({ id: courses.id, name: courses.name, examDate: courses.examDate, drafts: sql<number>`case when ${courseMembers.role} = 'student' then 0 else ${draftsIn(courses.id)} end` })
    .from(courses)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, courses.id), eq(courseMembers.userId, ctx.actor.userId)))
    .where(isNull(courses.archivedAt))
    .orderBy(courses.createdAt, courses.id)
    .limit(200);
}

export async function today(ctx: Reading): Promise<TodayView> {
  const settings = await studentSettings(ctx);
  const day = studentDay(ctx.now(), settings);
  const lettingIn = newCardsLeft(ctx, settings);
  const [held, counts, left, perCard, done] = await Promise.all([ownCourses(ctx), studyCounts(ctx, settings, {}, lettingIn), lettingIn, secondsPerCard(ctx), reviewsSince(ctx, startOfDay(day, settings))]);
  const cards = await cardCounts(
    ctx,
    held.map((course) => course.id),
  );
  return {
    day,
    due: counts.due,
    learning: counts.learning,
    new: counts.new,
    done,
    secondsPerCard: perCard,
    courses: held.map((course) => {
      const { total, due, fresh, studied } = cards(course.id);
      return { ...course, due, new: Math.min(left, fresh), cards: total, cardsStudied: studied };
    }),
  };
}

async function reviewsSince(ctx: Reading, since: Date): Promise<number> {
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(reviews)
    .where(and(eq(reviews.userId, ctx.actor.userId), sql`${reviews.reviewedAt} >= ${since.toISOString()}::timestamptz`, isNull(reviews.undoneAt)));
  return row?.n ?? 0;
}

/** The student's day of an instant, as `studentDay` of core has it. */
function dayOf(instant: SQL, { timeZone, dayStartHour }: DaySettings): SQL<string> {
  return sql<string>`to_char((${instant} at time zone ${sql.param(timeZone)}::text) - make_interval(hours => ${sql.param(dayStartHour)}::int), 'YYYY-MM-DD')`;
}

/** Answers by day: reviews, and questions of quizzes. */
async function answersByDay(ctx: Reading, settings: DaySettings, since: Date | null): Promise<Map<string, number>> {
  const from = (column: SQL) => (since ? sql`${column} >= ${since.toISOString()}::timestamptz` : undefined);
  const reviewed = sql`${reviews.reviewedAt}`;
  const answered = sql`${attemptItems.answeredAt}`;
  const [cards, asked] = await Promise.all([
    ctx.db
      .select({ day: dayOf(reviewed, settings).as('day'), n: sql<number>`count(*)::int` })
      .from(reviews)
      .where(and(eq(reviews.userId, ctx.actor.userId), isNull(reviews.undoneAt), from(reviewed)))
      .groupBy(sql`day`),
    ctx.db
      .select({ day: dayOf(answered, settings).as('day'), n: sql<number>`count(*)::int` })
      .from(attempts)
      .innerJoin(attemptItems, eq(attemptItems.attemptId, attempts.id))
      .where(and(eq(attempts.userId, ctx.actor.userId), isNotNull(attemptItems.answeredAt), from(answered)))
      .groupBy(sql`day`),
  ]);
  const days = new Map<string, number>();
  for (const { day, n } of [...cards, ...asked]) days.set(day, (days.get(day) ?? 0) + n);
  return days;
}

export async function heatmap(ctx: Reading, { weeks }: z.output<typeof heatmapInput>): Promise<HeatmapView> {
  const settings = await studentSettings(ctx);
  const to = studentDay(ctx.now(), settings);
  // Whole weeks from Monday on, the current one last.
  const weekday = (new Date(`${to}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(to, -weekday - (weeks - 1) * 7);
  const days = await answersByDay(ctx, settings, startOfDay(from, settings));
  return { from, to, days: [...days].map(([day, answers]) => ({ day, answers })).sort((a, b) => a.day.localeCompare(b.day)) };
}

const retentionDays = 30;

export async function overview(ctx: Reading): Promise<ProgressView> {
  const settings = await studentSettings(ctx);
  const day = studentDay(ctx.now(), settings);
  const since = startOfDay(addDays(day, -retentionDays), settings).toISOString();
  const [held, states, [reviewed], days, scores] = await Promise.all([
    ownCourses(ctx),
    ctx.db
      .select({
        courseId: cardSchedules.courseId,
        ...stateCounts,
      })
      .from(cardSchedules)
      .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards)))
      .where(eq(cardSchedules.userId, ctx.actor.userId))
      .groupBy(cardSchedules.courseId),
    ctx.db
      .select({
        total: sql<number>`count(*)::int`,
        ms: sql<number>`coalesce(sum(${reviews.durationMs}), 0)::float8`,
        of: sql<number>`(count(*) filter (where ${reviews.stateBefore} = 'review' and ${reviews.reviewedAt} >= ${since}::timestamptz))::int`,
        right: sql<number>`(count(*) filter (where ${reviews.stateBefore} = 'review' and ${reviews.rating} > 1 and ${reviews.reviewedAt} >= ${since}::timestamptz))::int`,
      })
      .from(reviews)
      .where(and(eq(reviews.userId, ctx.actor.userId), isNull(reviews.undoneAt))),
    answersByDay(ctx, settings, null),
    quizScores(ctx),
  ]);
  const none = { new: 0, learning: 0, review: 0, suspended: 0 };
  const byCourse = new Map(states.map(({ courseId, ...counts }) => [courseId, counts]));
  const shown = held.map(({ id, name }) => ({ id, name, cards: byCourse.get(id) ?? none, quiz: { right: scores.get(id)?.right ?? 0, of: scores.get(id)?.of ?? 0 } }));
  const sum = (pick: (counts: typeof none) => number) => shown.reduce((total, course) => total + pick(course.cards), 0);
  const quizzes = [...scores.values()].reduce((all, one) => ({ attempts: all.attempts + one.attempts, right: all.right + one.right, of: all.of + one.of }), { attempts: 0, right: 0, of: 0 });
  return {
    cards: { new: sum((c) => c.new), learning: sum((c) => c.learning), review: sum((c) => c.review), suspended: sum((c) => c.suspended) },
    reviews: { total: reviewed?.total ?? 0, minutes: Math.round((reviewed?.ms ?? 0) / 60_000) },
    retention: { right: reviewed?.right ?? 0, of: reviewed?.of ?? 0 },
    quizzes,
    streak: streak([...days.keys()], day),
    courses: shown,
  };
}
