import { startOfDay, studentDay, type CourseView, type StudySettings, type TopicView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';
import { accountGone } from '../platform/errors.ts';
import { decodeCursor, page } from '../platform/paging.ts';

const { attemptItems, attempts, cardSchedules, courseMembers, courses, documents, flashcards, questions, reviews, topics, users } = tables;

export type StudentSettings = Omit<StudySettings, 'singleKeys'>;

export async function studentSettings(ctx: Reading): Promise<StudentSettings> {
  const [row] = await ctx.db
    .select({ timeZone: users.timeZone, dayStartHour: users.dayStartHour, newCardsPerDay: users.newCardsPerDay, desiredRetention: users.desiredRetention })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  if (!row) throw accountGone();
  return row;
}

/** New cards that today's limit still lets in. */
export async function newCardsLeft(ctx: Reading, settings: StudentSettings): Promise<number> {
  const start = startOfDay(studentDay(ctx.now(), settings), settings);
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(reviews)
    .where(and(eq(reviews.userId, ctx.actor.userId), sql`${reviews.reviewedAt} >= ${start.toISOString()}::timestamptz`, eq(reviews.stateBefore, 'new'), isNull(reviews.undoneAt)));
  return Math.max(0, settings.newCardsPerDay - (row?.n ?? 0));
}

export interface CardCounts {
  total: number;
  due: number;
  learning: number;
  fresh: number;
  studied: number;
}

const noCards: CardCounts = { total: 0, due: 0, learning: 0, fresh: 0, studied: 0 };

/** Of the asking student, by course. Learning cards that are due are in `due` as well. */
export async function cardCounts(ctx: Reading, courseIds: readonly string[]): Promise<(courseId: string) => CardCounts> {
  if (courseIds.length === 0) return () => noCards;
  const now = ctx.now().toISOString();
  const rows = await ctx.db
    .select({
      courseId: cardSchedules.courseId,
      total: sql<number>`count(*)::int`,
      due: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.due} <= ${now}::timestamptz))::int`,
      learning: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.state} in ('learning', 'relearning')))::int`,
      fresh: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.state} = 'new'))::int`,
      studied: sql<number>`(count(*) filter (where ${cardSchedules.state} <> 'new'))::int`,
    })
    .from(cardSchedules)
    .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), isNull(flashcards.deletedAt)))
    .where(and(inArray(cardSchedules.courseId, [...courseIds]), eq(cardSchedules.userId, ctx.actor.userId)))
    .groupBy(cardSchedules.courseId);
  const byCourse = new Map(rows.map((row) => [row.courseId, row]));
  return (courseId) => byCourse.get(courseId) ?? noCards;
}

async function countBy(ctx: Reading, table: typeof documents | typeof questions, courseIds: readonly string[]): Promise<(courseId: string) => number> {
  if (courseIds.length === 0) return () => 0;
  const rows = await ctx.db
    .select({ courseId: table.courseId, n: sql<number>`count(*)::int` })
    .from(table)
    .where(inArray(table.courseId, [...courseIds]))
    .groupBy(table.courseId);
  const byCourse = new Map(rows.map((row) => [row.courseId, row.n]));
  return (courseId) => byCourse.get(courseId) ?? 0;
}

const courseColumns = {
  id: courses.id,
  name: courses.name,
  role: courseMembers.role,
  examDate: courses.examDate,
  archivedAt: courses.archivedAt,
  createdAt: courses.createdAt,
};

type CourseRow = Omit<CourseView, 'archivedAt' | 'createdAt' | 'counts'> & { archivedAt: Date | null; createdAt: Date };

/** Adds the counts of all courses shown in four queries, however many they are. */
async function withCounts(ctx: Reading, rows: readonly CourseRow[]): Promise<CourseView[]> {
  const ids = rows.map((row) => row.id);
  const settings = await studentSettings(ctx);
  const [cards, documentsOf, questionsOf, left] = await Promise.all([cardCounts(ctx, ids), countBy(ctx, documents, ids), countBy(ctx, questions, ids), newCardsLeft(ctx, settings)]);
  return rows.map((row) => {
    const { total, due, fresh } = cards(row.id);
    return {
      ...row,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      counts: { documents: documentsOf(row.id), cards: total, due, new: Math.min(left, fresh), questions: questionsOf(row.id) },
    };
  });
}

function memberOf(ctx: Reading) {
  return and(eq(courseMembers.courseId, courses.id), eq(courseMembers.userId, ctx.actor.userId));
}

/** The course if the asking user is a member; null otherwise. */
export async function ownCourse(ctx: Reading, id: string): Promise<CourseView | null> {
  const rows = await ctx.db.select(courseColumns).from(courses).innerJoin(courseMembers, memberOf(ctx)).where(eq(courses.id, id));
  const [view] = await withCounts(ctx, rows);
  return view ?? null;
}

export async function listOwnCourses(ctx: Reading, input: { cursor?: string | undefined; limit: number; archived: boolean }) {
  const after = decodeCursor(input.cursor, 2);
  const rows = await ctx.db
    .select(courseColumns)
    .from(courses)
    .innerJoin(courseMembers, memberOf(ctx))
    .where(and(input.archived ? isNotNull(courses.archivedAt) : isNull(courses.archivedAt), after ? sql`(${courses.createdAt}, ${courses.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined))
    .orderBy(asc(courses.createdAt), asc(courses.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => row, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: await withCounts(ctx, items), nextCursor };
}

export async function listTopics(ctx: Reading, courseId: string, input: { cursor?: string | undefined; limit: number }): Promise<{ items: TopicView[]; nextCursor: string | null }> {
  const after = decodeCursor(input.cursor, 3);
  const rows = await ctx.db
    .select({ id: topics.id, title: topics.title, documentId: topics.documentId, page: topics.firstPage, terms: topics.terms, createdAt: topics.createdAt, ordinal: topics.ordinal })
    .from(topics)
    .where(and(eq(topics.courseId, courseId), after ? sql`(${topics.createdAt}, ${topics.ordinal}, ${topics.id}) > (${after[0]}::timestamptz, ${after[1]}::int, ${after[2]}::uuid)` : undefined))
    .orderBy(asc(topics.createdAt), asc(topics.ordinal), asc(topics.id))
    .limit(input.limit + 1);
  const shown = rows.slice(0, input.limit).map((row) => row.id);
  const [cards, asked] = await Promise.all([topicCards(ctx, shown), topicQuestions(ctx, shown)]);
  return page(
    rows,
    input.limit,
    ({ createdAt: _createdAt, ordinal: _ordinal, ...topic }) => ({ ...topic, cards: cards(topic.id), ...asked(topic.id) }),
    (row) => [row.createdAt.toISOString(), row.ordinal, row.id],
  );
}

async function topicCards(ctx: Reading, topicIds: readonly string[]): Promise<(topicId: string) => TopicView['cards']> {
  const none = { total: 0, new: 0, learning: 0, review: 0, suspended: 0, due: 0 };
  if (topicIds.length === 0) return () => none;
  const now = ctx.now().toISOString();
  const open = sql`${cardSchedules.suspendedAt} is null`;
  const rows = await ctx.db
    .select({
      topicId: flashcards.topicId,
      total: sql<number>`count(*)::int`,
      new: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} = 'new'))::int`,
      learning: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} in ('learning', 'relearning')))::int`,
      review: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} = 'review'))::int`,
      suspended: sql<number>`(count(*) filter (where not (${open})))::int`,
      due: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.due} <= ${now}::timestamptz))::int`,
    })
    .from(flashcards)
    .innerJoin(cardSchedules, and(eq(cardSchedules.cardId, flashcards.id), eq(cardSchedules.userId, ctx.actor.userId)))
    .where(and(inArray(flashcards.topicId, [...topicIds]), isNull(flashcards.deletedAt)))
    .groupBy(flashcards.topicId);
  const byTopic = new Map(rows.map(({ topicId, ...counts }) => [topicId, counts]));
  return (topicId) => byTopic.get(topicId) ?? none;
}

async function topicQuestions(ctx: Reading, topicIds: readonly string[]): Promise<(topicId: string) => Pick<TopicView, 'questions' | 'quiz'>> {
  const none = { questions: 0, quiz: { answered: 0, right: 0 } };
  if (topicIds.length === 0) return () => none;
  const [held, answered] = await Promise.all([
    ctx.db
      .select({ topicId: questions.topicId, n: sql<number>`count(*)::int` })
      .from(questions)
      .where(inArray(questions.topicId, [...topicIds]))
      .groupBy(questions.topicId),
    ctx.db
      .select({ topicId: questions.topicId, answered: sql<number>`count(*)::int`, right: sql<number>`(count(*) filter (where ${attemptItems.right}))::int` })
      .from(attempts)
      .innerJoin(attemptItems, eq(attemptItems.attemptId, attempts.id))
      .innerJoin(questions, eq(questions.id, attemptItems.questionId))
      .where(and(eq(attempts.userId, ctx.actor.userId), inArray(questions.topicId, [...topicIds]), isNotNull(attemptItems.right)))
      .groupBy(questions.topicId),
  ]);
  const heldBy = new Map(held.map((row) => [row.topicId, row.n]));
  const quizBy = new Map(answered.map(({ topicId, ...quiz }) => [topicId, quiz]));
  return (topicId) => ({ questions: heldBy.get(topicId) ?? 0, quiz: quizBy.get(topicId) ?? none.quiz });
}
