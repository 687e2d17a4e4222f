import { boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { documentStatuses, documentSteps } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';

export const documentStatusEnum = pgEnum('document_status', documentStatuses);
export const documentStepEnum = pgEnum('document_step', documentSteps);

export const documents = pgTable(
  'documents',
  {
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    /** Kept when its uploader leaves the course. */
    uploaderId: uuid().references(() => users.id, { onDelete: 'set null' }),
    title: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    /** Of the bytes, hexadecimal: the same file twice in a course is one document. */
    sha256: text().notNull(),
    /** Where the storage port keeps the bytes. */
    storageKey: text().notNull(),
    status: documentStatusEnum().notNull().default('queued'),
    step: documentStepEnum().notNull().default('read'),
    percent: integer().notNull().default(0),
    activity: text().notNull().default('Waiting for its turn'),
    secondsLeft: integer(),
    error: jsonb().$type<{ code: string; detail: string; retryable: boolean }>(),
    language: text(),
    pageCount: integer(),
    engine: text(),
    keyTerms: text().array().notNull().default([]),
    /** Drafts that did not stand on their source. */
    discarded: integer().notNull().default(0),
    createdAt: createdAt(),
    /** When a worker last began with it. */
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    uniqueIndex('documents_course_sha256').on(table.courseId, table.sha256),
    index('documents_course_created').on(table.courseId, table.createdAt, table.id),
  ],
);

export const pages = pgTable(
  'pages',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    text: text().notNull(),
    ocr: boolean().notNull().default(false),
    warning: text(),
    headings: jsonb().$type<{ start: number; end: number; level: number; text: string }[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.number] })],
);

/** An upload from the leave to send it to what became of it. Its id is that of the document to be. */
export const uploads = pgTable(
  'uploads',
  {
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    bytes: integer().notNull(),
    createdAt: createdAt(),
    finishedAt: instant(),
    /** The document it became, or the one with the same bytes that was there already. Null until it is finished. */
    documentId: uuid(),
  },
  (table) => [index('uploads_user').on(table.userId, table.createdAt), index('uploads_course').on(table.courseId)],
);

/** Its text is `page.text.slice(start, end)`: stored once, with the page. */
export const passages = pgTable(
  'passages',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    ordinal: integer().notNull(),
    page: integer().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    path: text().array().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.ordinal] }), index('passages_document_page').on(table.documentId, table.page, table.start)],
);

export const topics = pgTable(
  'topics',
  {
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    /** Reading order within its document. */
    ordinal: integer().notNull(),
    title: text().notNull(),
    terms: text().array().notNull().default([]),
    /** Ordinals of its passages. */
    passages: integer().array().notNull().default([]),
    firstPage: integer(),
    createdAt: createdAt(),
    /** When its cards and questions were stored; what has none is still to be written. */
    draftedAt: instant(),
  },
  (table) => [uniqueIndex('topics_document_ordinal').on(table.documentId, table.ordinal), index('topics_course').on(table.courseId, table.createdAt, table.ordinal)],
);

/** What a paid or counted endpoint was asked, for money and audit: it outlives the student's rows. */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: primaryId(),
    userId: uuid(),
    courseId: uuid(),
    documentId: uuid(),
    task: text().notNull(),
    model: text().notNull(),
    promptVersion: text().notNull(),
    inputTokens: integer().notNull(),
    outputTokens: integer().notNull(),
    /** Millionths of a US dollar; null where no price is known. */
    costMicros: integer(),
    durationMs: integer().notNull(),
    outcome: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('model_calls_user_created').on(table.userId, table.createdAt), index('model_calls_document').on(table.documentId)],
);
