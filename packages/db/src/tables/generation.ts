import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { generationStatuses, type DraftWishes, type ModelEstimate } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';
import { documents } from './document.ts';

export const generationStatusEnum = pgEnum('generation_status', generationStatuses);

/** Requests for more cards and questions than a document gave at first. */
export const generations = pgTable(
  'generations',
  {
    /** Made by the client. */
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** In whose name it is made; kept when they leave. */
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Where it was asked for of this one alone: it goes with it. */
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    /** Topics of documents, as they were found there, in the order in which they are worked on; and how many are wanted of each. */
    parts: jsonb().$type<{ topicId: string; cards: number; questions: number }[]>().notNull(),
    wishes: jsonb().$type<DraftWishes>().notNull(),
    status: generationStatusEnum().notNull().default('queued'),
    percent: integer().notNull().default(0),
    activity: text().notNull().default('Waiting for its turn'),
    error: jsonb().$type<{ code: string; detail: string }>(),
    /** How many of its parts are done. */
    done: integer().notNull().default(0),
    cards: integer().notNull().default(0),
    questions: integer().notNull().default(0),
    discarded: integer().notNull().default(0),
    /** Engines that made it, as of a note. */
    engine: text(),
    /** As of a document. */
    instead: text(),
    /** Of the model; null where none was asked. */
    spent: jsonb().$type<ModelEstimate>(),
    createdAt: createdAt(),
    /** When a worker last began with it. */
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    // One at a time: two would make the same.
    uniqueIndex('generations_course_open')
      .on(table.courseId)
      .where(sql`status in ('queued', 'working')`),
    index('generations_course_created').on(table.courseId, table.createdAt, table.id),
    index('generations_document').on(table.documentId),
    index('generations_author').on(table.authorId),
  ],
);
