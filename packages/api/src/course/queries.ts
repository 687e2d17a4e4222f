import { startOfDay, studentDay, type CourseView, type StudySettings, type TopicView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, isNotNull, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';
import { accountGone } from '../platform/errors.ts';
import { held, heldBack } from '../flashcard/siblings.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { prepared } from '../platform/prepared.ts';
import { standing } from '../platform/standing.ts';

const { attemptItems, attempts, cardSchedules, courseMembers, courses, documents, flashcards, questions, reviews, topics, users } = tables;

export type StudentSettings = Omit<StudySettings, 'singleKeys' | 'makeAtOnce' | 'lookAtDrafts' | 'place'>;

const settingsOf = prepared((db) =>
  db
    .select({ timeZone: users.timeZone, dayStartHour: users.dayStartHour, newCardsPerDay: users.newCardsPerDay, desiredRetention: users.desiredRetention })
    .from(users)
    .where(eq(users.id, sql.placeholder('userId')))
    .prepare('settings_of'),
);

export async function studentSettings(ctx: Reading): Promise<StudentSettings> {
  const [row] = await settingsOf(ctx.db).execute({ userId: ctx.actor.userId });
  if (!row) throw accountGone();
  return row;
}

const begunSince = prepared((db) =>
  db
    .select({ n: sql<number>`count(*)::int` })
    .from(reviews)
    .where(and(eq(reviews.userId, sql.placeholder('userId')), sql`${reviews.reviewedAt} >= ${sql.placeholder('start')}::timestamptz`, sql`${reviews.stateBefore} = 'new'`, isNull(reviews.undoneAt)))
    .prepare('begun_since'),
);

/** New cards that today's limit still lets in. */
export async function newCardsLeft(ctx: Reading, settings: StudentSettings): Promise<number> {
  const [row] = await begunSince(ctx.db).execute({ userId: ctx.actor.userId, start: startOfDay(studentDay(ctx.now(), settings), settings).toISOString() });
  return Math.max(0, settings.newCardsPerDay - (row?.n ?? 0));
}

export interface CardCounts {
  total: number;
  due: number;
  learning: number;
  fresh: number;
  studied: number;
}

/** Of the asking student, by a course or a topic. */
const heldBackBy = (key: SQL) => heldBack(sql`${sql.placeholder('userId')}::uuid`, sql`${sql.placeholder('now')}::timestamptz`, key);

const noCards: CardCounts = { total: 0, due: 0, learning: 0, fresh: 0, studied: 0 };

const cardCountsOf = prepared((db) =>
  db
    .select({
      courseId: cardSchedules.courseId,
      total: sql<number>`count(*)::int`,
      due: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.due} <= ${sql.placeholder('now')}::timestamptz) - ${held.due})::int`,
      learning: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.state} in ('learning', 'relearning')) - ${held.learning})::int`,
      fresh: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.state} = 'new') - ${held.fresh})::int`,
      studied: sql<number>`(count(*) filter (where ${cardSchedules.state} <> 'new'))::int`,
    })
    .from(cardSchedules)
    .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards)))
    .leftJoin(heldBackBy(sql`s.course_id`), sql`held.key = ${cardSchedules.courseId}`)
    .where(and(sql`${cardSchedules.courseId} = any(${sql.placeholder('courseIds')}::uuid[])`, eq(cardSchedules.userId, sql.placeholder('userId'))))
    .groupBy(cardSchedules.courseId)
    .prepare('card_counts_of'),
);

/** Of the asking student, by course. Learning cards that are due are in `due` as well. */
export async function cardCounts(ctx: Reading, courseIds: readonly string[]): Promise<(courseId: string) => CardCounts> {
  if (courseIds.length === 0) return () => noCards;
  const rows = await cardCountsOf(ctx.db).execute({ now: ctx.now().toISOString(), courseIds, userId: ctx.actor.userId });
  const byCourse = new Map(rows.map((row) => [row.courseId, row]));
  return (courseId) => byCourse.get(courseId) ?? noCards;
}

/** Cards and questions of a course that wait to be accepted; by document, for they have an index by document alone. */
export function draftsIn(courseId: SQLWrapper): SQL<number> {
  const of = (items: typeof flashcards | typeof questions) => sql`(select count(*) from ${documents} join ${items} on ${eq(items.documentId, documents.id)} where ${and(eq(documents.courseId, courseId), eq(items.status, 'draft'), sql`${items.status} <> 'accepted'`, isNull(items.deletedAt))})`;
  return sql<number>`(${of(flashcards)} + ${of(questions)})::int`;
}

const courseColumns = {
  id: courses.id,
  name: courses.name,
  role: courseMembers.role,
  examDate: courses.examDate,
  archivedAt: courses.archivedAt,
  createdAt: courses.createdAt,
  documents: sql<number>`(select count(*)::int from ${documents} where ${eq(documents.courseId, courses.id)})`,
  questions: sql<number>`(select count(*)::int from ${questions} where ${and(eq(questions.courseId, courses.id), standing(questions))})`,
  drafts: draftsIn(courses.id),
};

interface CourseRow extends Omit<CourseView, 'archivedAt' | 'createdAt' | 'counts'> {
  archivedAt: Date | null;
  createdAt: Date;
  documents: number;
  questions: number;
  drafts: number;
}

/** Adds what is the asking student's own of all courses shown, in two queries, however many they are. */
async function withCounts(ctx: Reading, rows: readonly CourseRow[], settings: StudentSettings): Promise<CourseView[]> {
  if (rows.length === 0) return [];
  const [cards, left] = await Promise.all([cardCounts(ctx, rows.map((row) => row.id)), newCardsLeft(ctx, settings)]);
  return rows.map(({ documents: held, questions: asked, drafts, ...row }) => {
    const { total, due, fresh } = cards(row.id);
    return {
      ...row,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      counts: { documents: held, cards: total, due, new: Math.min(left, fresh), questions: asked, drafts },
    };
  });
}

function memberOf(ctx: Reading) {
  return and(eq(courseMembers.courseId, courses.id), eq(courseMembers.userId, ctx.actor.userId));
}

const ownCourseRow = prepared((db) =>
  db
    .select(courseColumns)
    .from(courses)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, courses.id), eq(courseMembers.userId, sql.placeholder('userId'))))
    .where(eq(courses.id, sql.placeholder('id')))
    .prepare('own_course_row'),
);

/** The course if the asking user is a member; null otherwise. `within` begins once that is known, beside the rest. */
export async function ownCourse(ctx: Reading, id: string): Promise<CourseView | null>;
export async function ownCourse<T>(ctx: Reading, id: string, within: () => Promise<T>): Promise<{ course: CourseView; within: T } | null>;
export async function ownCourse<T>(ctx: Reading, id: string, within?: () => Promise<T>) {
  const [rows, settings] = await Promise.all([ownCourseRow(ctx.db).execute({ userId: ctx.actor.userId, id }), studentSettings(ctx)]);
  if (rows.length === 0) return null;
  const [[course], more] = await Promise.all([withCounts(ctx, rows, settings), within?.()]);
  if (!course) return null;
  return within ? { course, within: more } : course;
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
  return { items: await withCounts(ctx, items, await studentSettings(ctx)), nextCursor };
}

const topicColumns = {
  id: topics.id,
  title: topics.title,
  documentId: topics.documentId,
  page: topics.firstPage,
  terms: topics.terms,
  path: topics.path,
  importance: topics.importance,
  hidden: sql<boolean>`${topics.hiddenAt} is not null`,
  merged: sql<TopicView['merged']>`coalesce((select json_agg(json_build_object('id', part.id, 'title', part.title) order by part.position) from ${topics} part where ${eq(sql`part.merged_into_id`, topics.id)}), '[]')`,
  position: topics.position,
  questions: sql<number>`(select count(*)::int from ${questions} where ${and(eq(questions.topicId, topics.id), standing(questions))})`,
};

const topicsOf = prepared((db) =>
  db
    .select(topicColumns)
    .from(topics)
    .where(and(eq(topics.courseId, sql.placeholder('courseId')), isNull(topics.mergedIntoId)))
    .orderBy(asc(topics.position), asc(topics.id))
    .limit(sql.placeholder('limit'))
    .prepare('topics_of'),
);

function topicsAfter({ db }: Reading, courseId: string, after: readonly (string | number)[], limit: number) {
  return db
    .select(topicColumns)
    .from(topics)
    .where(and(eq(topics.courseId, courseId), isNull(topics.mergedIntoId), sql`(${topics.position}, ${topics.id}) > (${after[0]}::float8, ${after[1]}::uuid)`))
    .orderBy(asc(topics.position), asc(topics.id))
    .limit(limit);
}

export async function listTopics(ctx: Reading, courseId: string, input: { cursor?: string | undefined; limit: number }): Promise<{ items: TopicView[]; nextCursor: string | null }> {
  const after = decodeCursor(input.cursor, 2);
  const limit = input.limit + 1;
  const [rows, cards, quiz] = await Promise.all([after ? topicsAfter(ctx, courseId, after, limit) : topicsOf(ctx.db).execute({ courseId, limit }), topicCards(ctx, courseId), topicQuizzes(ctx, courseId)]);
  return page(
    rows,
    input.limit,
    ({ position: _position, ...topic }) => ({ ...topic, cards: cards(topic.id), quiz: quiz(topic.id) }),
    (row) => [row.position, row.id],
  );
}

const open = sql`${cardSchedules.suspendedAt} is null`;

/** Cards of a group by where one student stands with them; a suspended one is that and nothing else. */
export const stateCounts = {
  new: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} = 'new'))::int`,
  learning: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} in ('learning', 'relearning')))::int`,
  review: sql<number>`(count(*) filter (where ${open} and ${cardSchedules.state} = 'review'))::int`,
  suspended: sql<number>`(count(*) filter (where not (${open})))::int`,
};

const topicCardsOf = prepared((db) =>
  db
    .select({
      topicId: flashcards.topicId,
      total: sql<number>`count(*)::int`,
      ...stateCounts,
      due: sql<number>`(count(*) filter (where ${cardSchedules.active} and ${cardSchedules.due} <= ${sql.placeholder('now')}::timestamptz) - ${held.due})::int`,
    })
    .from(cardSchedules)
    .innerJoin(flashcards, and(eq(flashcards.id, cardSchedules.cardId), standing(flashcards)))
    .leftJoin(heldBackBy(sql`(select topic_id from ${flashcards} where id = s.card_id)`), sql`held.key = ${flashcards.topicId}`)
    .where(and(eq(cardSchedules.courseId, sql.placeholder('courseId')), eq(cardSchedules.userId, sql.placeholder('userId')), isNotNull(flashcards.topicId)))
    .groupBy(flashcards.topicId)
    .prepare('topic_cards_of'),
);

/** Of the asking student, by topic of a course. */
async function topicCards(ctx: Reading, courseId: string): Promise<(topicId: string) => TopicView['cards']> {
  const none = { total: 0, new: 0, learning: 0, review: 0, suspended: 0, due: 0 };
  const rows = await topicCardsOf(ctx.db).execute({ courseId, userId: ctx.actor.userId, now: ctx.now().toISOString() });
  const byTopic = new Map(rows.map(({ topicId, ...counts }) => [topicId, counts]));
  return (topicId) => byTopic.get(topicId) ?? none;
}

const topicQuizzesOf = prepared((db) =>
  db
    .select({ topicId: questions.topicId, answered: sql<number>`count(*)::int`, right: sql<number>`(count(*) filter (where ${attemptItems.right}))::int` })
    .from(attempts)
    .innerJoin(attemptItems, eq(attemptItems.attemptId, attempts.id))
    .innerJoin(questions, eq(questions.id, attemptItems.questionId))
    .where(and(eq(attempts.userId, sql.placeholder('userId')), eq(attempts.courseId, sql.placeholder('courseId')), isNotNull(attemptItems.right)))
    .groupBy(questions.topicId)
    .prepare('topic_quizzes_of'),
);

async function topicQuizzes(ctx: Reading, courseId: string): Promise<(topicId: string) => TopicView['quiz']> {
  const none = { answered: 0, right: 0 };
  const rows = await topicQuizzesOf(ctx.db).execute({ courseId, userId: ctx.actor.userId });
  const byTopic = new Map(rows.map(({ topicId, ...quiz }) => [topicId, quiz]));
  return (topicId) => byTopic.get(topicId) ?? none;
}
