import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { noteKinds, noteLengths, noteStatuses, type NodePositions, type NoteContent } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';
import { documents } from './document.ts';

export const noteKindEnum = pgEnum('note_kind', noteKinds);
export const noteLengthEnum = pgEnum('note_length', noteLengths);
export const noteStatusEnum = pgEnum('note_status', noteStatuses);

/** What is made of a course's documents to be read: one for the whole course. */
export const notes = pgTable(
  'notes',
  {
    /** Made by the client. */
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** In whose name it is made; kept when they leave. */
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Where it is about this one alone: it goes with it. */
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    kind: noteKindEnum().notNull(),
    title: text().notNull(),
    /** None: all that are ready when it is made. */
    documentIds: uuid().array().notNull().default([]),
    /** None: all of the documents' topics. */
    topicIds: uuid().array().notNull().default([]),
    length: noteLengthEnum().notNull(),
    /** In which to write, as it was asked for; null: that of the documents. */
    language: text(),
    status: noteStatusEnum().notNull().default('queued'),
    percent: integer().notNull().default(0),
    activity: text().notNull().default('Waiting for its turn'),
    error: jsonb().$type<{ code: string; detail: string }>(),
    engine: text(),
    /** As of a document. */
    instead: text(),
    content: jsonb().$type<NoteContent>(),
    /** A new version, as long as nobody has decided whether it takes the place of an edited one. */
    next: jsonb().$type<NoteContent>(),
    /** Statements, entries, mnemonics or relations in it. */
    size: integer(),
    /** Where nodes of a concept map were moved to, by their key. */
    positions: jsonb().$type<NodePositions>().notNull().default({}),
    edited: boolean().notNull().default(false),
    /** Counts the changes of its content. */
    version: integer().notNull().default(0),
    /** When a worker last began with it. */
    startedAt: instant(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    /** Deleted ones can be brought back for a day; then they go for good. */
    deletedAt: instant(),
  },
  (table) => [
    index('notes_course_created').on(table.courseId, table.createdAt, table.id),
    index('notes_document').on(table.documentId),
    index('notes_author').on(table.authorId),
    index('notes_deleted').on(table.deletedAt).where(sql`deleted_at is not null`),
  ],
);
