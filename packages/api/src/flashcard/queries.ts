import { notFound, preview, retrievability, type CardView, type CourseRole, type Rating, type ScheduleState, type StudyCard } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, asc, desc, eq, isNull, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { StudentSettings } from '../course/queries.ts';
import { sizeOfFigure, toSource } from '../document/queries.ts';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { prepared } from '../platform/prepared.ts';
import { standing } from '../platform/standing.ts';
import { comesUp } from './siblings.ts';

const { cardSchedules, courseMembers, courses, documents, flashcards, topics } = tables;

const cardColumns = {
  id: flashcards.id,
  courseId: flashcards.courseId,
  topicId: flashcards.topicId,
  topicTitle: topics.title,
  type: flashcards.type,
  front: flashcards.front,
  back: flashcards.back,
  figure: flashcards.figure,
  origin: flashcards.origin,
  createdAt: flashcards.createdAt,
  updatedAt: flashcards.updatedAt,
  documentId: flashcards.documentId,
  documentTitle: documents.title,
  pageKind: documents.pageKind,
  page: flashcards.page,
  start: flashcards.start,
  end: flashcards.end,
  quote: flashcards.quote,
  passage: flashcards.passage,
  passageStart: flashcards.passageStart,
  revision: flashcards.revision,
  documentRevision: documents.revision,
};

export const scheduleColumns = {
  state: cardSchedules.state,
  due: cardSchedules.due,
  stability: cardSchedules.stability,
  difficulty: cardSchedules.difficulty,
  scheduledDays: cardSchedules.scheduledDays,
  learningSteps: cardSchedules.learningSteps,
  reps: cardSchedules.reps,
  lapses: cardSchedules.lapses,
  lastReviewAt: cardSchedules.lastReviewAt,
  lastRating: cardSchedules.lastRating,
  version: cardSchedules.version,
  suspendedAt: cardSchedules.suspendedAt,
};

/** Cards as one student sees them: joined with that student's schedule, which only a member of the course has. */
function cardsIn(db: Queryable, userId: string | Placeholder = sql.placeholder('userId')) {
  return db
    .select({ ...cardColumns, ...scheduleColumns, courseName: courses.name })
    .from(flashcards)
    .innerJoin(cardSchedules, and(eq(cardSchedules.cardId, flashcards.id), eq(cardSchedules.userId, userId)))
    .innerJoin(courses, eq(courses.id, flashcards.courseId))
    .leftJoin(topics, eq(topics.id, flashcards.topicId))
    .leftJoin(documents, eq(documents.id, flashcards.documentId));
}

function cardsOf(ctx: Reading) {
  return cardsIn(ctx.db, ctx.actor.userId);
}

export type CardRow = Awaited<ReturnType<typeof cardsOf>>[number];

function toRating(value: number | null): Rating | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null;
}

export function toScheduleState(row: Pick<CardRow, Exclude<keyof typeof scheduleColumns, 'version' | 'suspendedAt'>>): ScheduleState {
  return {
    state: row.state,
    due: row.due?.toISOString() ?? null,
    stability: row.stability,
    difficulty: row.difficulty,
    scheduledDays: row.scheduledDays,
    learningSteps: row.learningSteps,
    reps: row.reps,
    lapses: row.lapses,
    lastReviewAt: row.lastReviewAt?.toISOString() ?? null,
    lastRating: toRating(row.lastRating),
  };
}

export function toCardView(row: CardRow): CardView {
  return {
    id: row.id,
    courseId: row.courseId,
    topic: row.topicId !== null && row.topicTitle !== null ? { id: row.topicId, title: row.topicTitle } : null,
    type: row.type,
    front: row.front,
    back: row.back,
    figure: sizeOfFigure(row.figure),
    origin: row.origin,
    state: row.state,
    due: row.due?.toISOString() ?? null,
    suspended: row.suspendedAt !== null,
    reps: row.reps,
    lapses: row.lapses,
    source: toSource(row),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toStudyCard(row: CardRow, now: Date, settings: StudentSettings): StudyCard {
  const state = toScheduleState(row);
  return {
    ...toCardView(row),
    courseName: row.courseName,
    version: row.version,
    intervals: preview(state, now, settings, row.id),
    lastReview: state.lastReviewAt !== null && state.lastRating !== null ? { at: state.lastReviewAt, rating: state.lastRating } : null,
    retrievability: retrievability(state, now, settings),
  };
}

const ownCardOf = prepared((db) => cardsIn(db).where(and(eq(flashcards.id, sql.placeholder('id')), isNull(flashcards.deletedAt))).prepare('own_card_of'));

export async function ownCardRow(ctx: Reading, id: string): Promise<CardRow> {
  const [row] = await ownCardOf(ctx.db).execute({ userId: ctx.actor.userId, id });
  if (!row) throw notFound('card');
  return row;
}

/** The asking user's role in a card's course, its row locked: for verbs that change what a card says. */
export async function ownCardLocked(ctx: Reading, id: string): Promise<{ courseId: string; role: CourseRole; type: CardView['type']; deletedAt: Date | null }> {
  const [row] = await ctx.db
    .select({ courseId: flashcards.courseId, role: courseMembers.role, type: flashcards.type, deletedAt: flashcards.deletedAt })
    .from(flashcards)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, flashcards.courseId), eq(courseMembers.userId, ctx.actor.userId)))
    .where(eq(flashcards.id, id))
    .for('update', { of: flashcards });
  if (!row) throw notFound('card');
  return row;
}

export interface ListCards {
  courseId: string;
  topicId?: string | undefined;
  documentId?: string | undefined;
  state?: 'new' | 'learning' | 'review' | 'suspended' | 'due' | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

function stateFilter(state: ListCards['state'], now: Date): SQL | undefined {
  const open = isNull(cardSchedules.suspendedAt);
  switch (state) {
    case undefined:
      return undefined;
    case 'suspended':
      return sql`${cardSchedules.suspendedAt} is not null`;
    case 'due':
      return and(eq(cardSchedules.active, true), sql`${cardSchedules.due} <= ${now.toISOString()}::timestamptz`, comesUp(sql`${now.toISOString()}::timestamptz`));
    case 'learning':
      return and(open, sql`${cardSchedules.state} in ('learning', 'relearning')`);
    case 'new':
    case 'review':
      return and(open, eq(cardSchedules.state, state));
  }
}

/** Every word must be there, the last one as far as it is typed. Quoted, a word is cut by the parser that cut the cards. */
export function searchFilter(words: string | undefined): SQL | undefined {
  const terms = (words ?? '')
    .normalize('NFKC')
    .split(/\s+/)
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .map((term) => `'${term.replace(/['\\]/g, ' ')}'`);
  if (terms.length === 0) return undefined;
  return sql`${flashcards.search} @@ to_tsquery('simple', ${`${terms.join(' & ')}:*`})`;
}

export async function listCards(ctx: Reading, input: ListCards) {
  const after = decodeCursor(input.cursor, 2);
  const rows = await cardsOf(ctx)
    .where(
      and(
        eq(flashcards.courseId, input.courseId),
        standing(flashcards),
        input.topicId === undefined ? undefined : eq(flashcards.topicId, input.topicId),
        input.documentId === undefined ? undefined : eq(flashcards.documentId, input.documentId),
        stateFilter(input.state, ctx.now()),
        searchFilter(input.search),
        after ? sql`(${flashcards.createdAt}, ${flashcards.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(flashcards.createdAt), asc(flashcards.id))
    .limit(input.limit + 1);
  return page(rows, input.limit, toCardView, (row) => [row.createdAt.toISOString(), row.id]);
}

export interface SessionScope {
  courseId?: string | null | undefined;
  topicId?: string | null | undefined;
}

/**
 * The student's schedules from which a sitting takes its cards; a null in place of course or topic is no limit.
 *
 * They are picked before anything is joined to them: however many a student has, as many rows are put together as are
 * shown. What a partial index is for stands in the SQL as it is, for the planner can't trust a parameter to hold.
 */
function pick(db: Queryable, which: SQL, order: SQL) {
  const courseId = sql.placeholder('courseId');
  const topicId = sql.placeholder('topicId');
  return db
    .select({ ...scheduleColumns, cardId: cardSchedules.cardId })
    .from(cardSchedules)
    .where(
      and(
        eq(cardSchedules.userId, sql.placeholder('userId')),
        sql`${cardSchedules.active}`,
        which,
        comesUp(sql`${sql.placeholder('now')}::timestamptz`),
        sql`(${courseId}::uuid is null or ${cardSchedules.courseId} = ${courseId}::uuid)`,
        sql`(${topicId}::uuid is null or ${cardSchedules.cardId} in (select ${flashcards.id} from ${flashcards} where ${eq(flashcards.topicId, topicId)}))`,
      ),
    )
    .orderBy(order)
    .limit(sql.placeholder('limit'))
    .as('picked');
}

function cardsPicked(db: Queryable, picked: ReturnType<typeof pick>) {
  const { cardId, ...schedule } = picked._.selectedFields;
  return db
    .select({ ...cardColumns, ...schedule, courseName: courses.name })
    .from(picked)
    .innerJoin(flashcards, eq(flashcards.id, cardId))
    .innerJoin(courses, eq(courses.id, flashcards.courseId))
    .leftJoin(topics, eq(topics.id, flashcards.topicId))
    .leftJoin(documents, eq(documents.id, flashcards.documentId));
}

const dueCardsOf = prepared((db) => {
  const picked = pick(db, sql`${cardSchedules.state} <> 'new' and ${cardSchedules.due} <= ${sql.placeholder('before')}::timestamptz`, asc(cardSchedules.due));
  return cardsPicked(db, picked).orderBy(asc(picked.due)).prepare('due_cards_of');
});

/** Cards that are due before an instant, short steps and reviews apart, earliest first. */
export function dueCards(ctx: Reading, { courseId = null, topicId = null }: SessionScope, before: Date, limit: number): Promise<CardRow[]> {
  return dueCardsOf(ctx.db).execute({ userId: ctx.actor.userId, courseId, topicId, before: before.toISOString(), now: ctx.now().toISOString(), limit });
}

const newCardsOf = prepared((db) => {
  const picked = pick(db, sql`${cardSchedules.state} = 'new'`, asc(cardSchedules.cardId));
  return cardsPicked(db, picked).orderBy(asc(picked.cardId)).prepare('new_cards_of');
});

export async function newCards(ctx: Reading, { courseId = null, topicId = null }: SessionScope, limit: number): Promise<CardRow[]> {
  return limit <= 0 ? [] : newCardsOf(ctx.db).execute({ userId: ctx.actor.userId, courseId, topicId, now: ctx.now().toISOString(), limit });
}

/** Newest first, across all courses of the asking student. */
export async function findCards(ctx: Reading, words: string, limit: number): Promise<CardView[]> {
  const filter = searchFilter(words);
  if (!filter) return [];
  const rows = await cardsOf(ctx)
    .where(and(filter, standing(flashcards)))
    .orderBy(desc(flashcards.createdAt))
    .limit(limit);
  return rows.map(toCardView);
}
