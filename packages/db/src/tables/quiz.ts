import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { BloomLevel, QuestionAnswer, QuestionContent, QuestionKind } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, decision, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';
import { documents, topics } from './document.ts';

export const questions = pgTable(
  'questions',
  {
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    topicId: uuid().references(() => topics.id, { onDelete: 'set null' }),
    /** As of a card. */
    mergedFromId: uuid().references(() => topics.id, { onDelete: 'set null' }),
    ordinal: integer().notNull(),
    stem: text().notNull(),
    /** What it asks for and what is right, by its kind. */
    content: jsonb().$type<QuestionContent>().notNull(),
    kind: text().$type<QuestionKind>().generatedAlwaysAs(sql`content ->> 'kind'`).notNull(),
    explanation: text().notNull(),
    difficulty: smallint().notNull(),
    bloom: text().$type<BloomLevel>().notNull().default('remember'),
    tags: text().array().notNull().default([]),
    page: integer().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    quote: text().notNull(),
    passage: text().notNull(),
    passageStart: integer().notNull(),
    /** As of a card. */
    revision: integer().notNull().default(1),
    contentKey: text().notNull(),
    ...decision,
    createdAt: createdAt(),
    /** Asked no more; what was answered to it stays in the results of quizzes. */
    deletedAt: instant(),
  },
  (table) => [
    uniqueIndex('questions_document_content').on(table.documentId, table.contentKey),
    index('questions_document_ordinal').on(table.documentId, table.ordinal),
    index('questions_course').on(table.courseId),
    index('questions_topic').on(table.topicId),
    index('questions_merged').on(table.mergedFromId).where(sql`merged_from_id is not null`),
    index('questions_course_content').on(table.courseId, table.contentKey),
    index('questions_drafts').on(table.documentId).where(sql`status <> 'accepted'`),
    index('questions_deleted').on(table.deletedAt).where(sql`deleted_at is not null`),
  ],
);

export const attempts = pgTable(
  'attempts',
  {
    /** Made by the client. */
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    total: integer().notNull(),
    /** Questions that were answered entirely right; null until it is handed in. */
    right: integer(),
    /** The sum of the scores of its questions; null until it is handed in. */
    points: doublePrecision(),
    startedAt: createdAt(),
    submittedAt: instant(),
  },
  (table) => [index('attempts_user_started').on(table.userId, table.startedAt, table.id), index('attempts_course').on(table.courseId)],
);

export const attemptItems = pgTable(
  'attempt_items',
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    /** Which stored option, right side or item is shown at which place; empty where none are shown. */
    shownOrder: integer().array().notNull(),
    /** Its places count what is shown. */
    answer: jsonb().$type<QuestionAnswer>(),
    marked: boolean().notNull().default(false),
    answeredAt: instant(),
    /** 0 to 1, and whether that is all of it. Set when the attempt is handed in. */
    score: doublePrecision(),
    right: boolean(),
    /** Of a short answer: which points of the rubric it makes, and whether the student said so. */
    met: boolean().array(),
    judged: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.position] }),
    uniqueIndex('attempt_items_question').on(table.attemptId, table.questionId),
    index('attempt_items_by_question').on(table.questionId).where(sql`"right" is not null`),
  ],
);
