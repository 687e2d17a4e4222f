import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, doublePrecision, index, integer, jsonb, pgEnum, pgTable, primaryKey, real, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { documentStatuses, documentSteps, pageKinds, pictureReaders, type PageFigure } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';

export const documentStatusEnum = pgEnum('document_status', documentStatuses);
export const documentStepEnum = pgEnum('document_step', documentSteps);
export const pageKindEnum = pgEnum('page_kind', pageKinds);
export const pictureReaderEnum = pgEnum('picture_reader', pictureReaders);

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
    pageKind: pageKindEnum().notNull().default('page'),
    tags: text().array().notNull().default([]),
    /** Order in its course, lowest first; a new one goes to the end. */
    position: doublePrecision().notNull().default(sql`extract(epoch from clock_timestamp())`),
    /** Which of its revisions stands: its pages and passages are those of this number. */
    revision: integer().notNull().default(1),
    pictureReader: pictureReaderEnum().notNull().default('ocr'),
    bytes: integer().notNull(),
    /** Of the bytes as uploaded, hexadecimal: the same file twice in a course is one document. */
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
    /** Which engine found its topics. */
    engine: text(),
    /** Why another one than was set up, as the end of a sentence. */
    instead: text(),
    keyTerms: text().array().notNull().default([]),
    /** Whether cards and questions are made as soon as it is read, not only when they are asked for. */
    makeAtOnce: boolean().notNull().default(true),
    /** Whether what is made of it is asked without being looked at first. */
    acceptAtOnce: boolean().notNull().default(false),
    /** Drafts that did not stand on their source. */
    discarded: integer().notNull().default(0),
    /** How many of them for which reason. */
    discardedFor: jsonb().$type<Record<string, number>>().notNull().default({}),
    createdAt: createdAt(),
    /** When a worker last began with it. */
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    uniqueIndex('documents_course_sha256').on(table.courseId, table.sha256),
    index('documents_course_position').on(table.courseId, table.position, table.id),
    index('documents_course_created').on(table.courseId, table.createdAt, table.id),
    index('documents_uploader').on(table.uploaderId),
    // In the order in which files are listed, byte by byte.
    index('documents_storage_key').on(sql`${table.storageKey} collate "C"`),
  ],
);

export const pages = pgTable(
  'pages',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    revision: integer().notNull().default(1),
    number: integer().notNull(),
    text: text().notNull(),
    ocr: boolean().notNull().default(false),
    /** A picture whose text is still to be read. */
    picture: boolean().notNull().default(false),
    confidence: real(),
    label: text(),
    /** Of the page as it is shown upright; only their proportion counts. Null where it can't be shown as a picture. */
    width: real(),
    height: real(),
    turn: smallint().notNull().default(0),
    /** As `boxes` of an extracted page. */
    boxes: integer().array().notNull().default([]),
    warning: text(),
    headings: jsonb().$type<{ start: number; end: number; level: number; text: string }[]>().notNull().default([]),
    figures: jsonb().$type<PageFigure[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.revision, table.number] })],
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
    /** The document of which it is a revised version. */
    replaces: uuid(),
    finishedAt: instant(),
    /** The document it became, or the one with the same bytes that was there already. Null until it is finished. */
    documentId: uuid(),
  },
  (table) => [index('uploads_user').on(table.userId, table.createdAt), index('uploads_course').on(table.courseId)],
);

/** Files that no row names, as a check found them; what is still so a week later is removed. */
export const strayFiles = pgTable('stray_files', {
  key: text().primaryKey(),
  foundAt: instant().notNull(),
  /** By the last check that found it. */
  seenAt: instant().notNull(),
});

/** Its text is `page.text.slice(start, end)`: stored once, with the page. */
export const passages = pgTable(
  'passages',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    revision: integer().notNull().default(1),
    ordinal: integer().notNull(),
    page: integer().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    path: text().array().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.revision, table.ordinal] }), index('passages_document_page').on(table.documentId, table.revision, table.page, table.start)],
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
    /** As its document has it, or as somebody renamed it. */
    title: text().notNull(),
    /** As it was found: a revised version of the document is compared by it. Null for one that nobody found. */
    foundTitle: text(),
    /** Headings above it, highest first. */
    path: text().array().notNull().default([]),
    terms: text().array().notNull().default([]),
    /** Share of its document's key terms that are treated here, weighted by their rank: 0 to 1. */
    importance: real().notNull().default(0),
    /** Order in its course, lowest first. */
    position: doublePrecision().notNull().default(sql`extract(epoch from clock_timestamp())`),
    /** The topic that it became part of. Its cards and questions are there, and remember where they came from. */
    mergedIntoId: uuid().references((): AnyPgColumn => topics.id, { onDelete: 'set null' }),
    /** Nothing of it is asked. */
    hiddenAt: instant(),
    /** Ordinals of its passages. */
    passages: integer().array().notNull().default([]),
    /** Those of them that a revised version brought: only from these is anything written. Null: from all. */
    fresh: integer().array(),
    firstPage: integer(),
    createdAt: createdAt(),
    /** When its cards and questions were stored; what has none is still to be written. */
    draftedAt: instant(),
    /** Which engine wrote its cards and questions. */
    engine: text(),
    /** Why another one than the document's, as the end of a sentence. */
    instead: text(),
  },
  (table) => [uniqueIndex('topics_document_ordinal').on(table.documentId, table.ordinal), index('topics_course').on(table.courseId, table.position, table.id), index('topics_merged').on(table.mergedIntoId).where(sql`merged_into_id is not null`)],
);

/** What was rejected or deleted and is gone for good, by its digest: made again, it is left out. */
export const rejectedItems = pgTable(
  'rejected_items',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    contentKey: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.contentKey] })],
);
