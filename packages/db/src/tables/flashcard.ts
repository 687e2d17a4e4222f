import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cardStates, cardTypes, type ScheduleState } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, decision, instant, primaryId, tsvector } from './columns.ts';
import { courses } from './course.ts';
import { documents, topics } from './document.ts';

export const cardTypeEnum = pgEnum('card_type', cardTypes);
export const cardStateEnum = pgEnum('card_state', cardStates);
export const cardOriginEnum = pgEnum('card_origin', ['generated', 'own']);

/** What a card says: one for the whole course. */
export const flashcards = pgTable(
  'flashcards',
  {
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    topicId: uuid().references(() => topics.id, { onDelete: 'set null' }),
    /** Where it was before that topic was merged with another. */
    mergedFromId: uuid().references(() => topics.id, { onDelete: 'set null' }),
    type: cardTypeEnum().notNull(),
    front: text().notNull(),
    back: text().notNull(),
    origin: cardOriginEnum().notNull(),
    /** Order in which it was made, within its document. */
    ordinal: integer().notNull().default(0),
    page: integer(),
    start: integer(),
    end: integer(),
    quote: text(),
    /** The passage around the quote and where in its page it starts: kept here so that showing a card reads no page. */
    passage: text(),
    passageStart: integer(),
    /** Of the document, in which the quote was last found; where that is not the one that stands, nothing points into its pages. */
    revision: integer().notNull().default(1),
    /** The same for cards that ask for one fact in two directions: siblings, of which one is studied a day. */
    siblingId: uuid(),
    /** Digest of what it asks, so that a document can't be given the same card twice. */
    contentKey: text(),
    /** The picture on its front: where the storage port keeps it, its size in points, and that of its file, which those of early cards do not say. */
    figure: jsonb().$type<{ key: string; width: number; height: number; bytes?: number }>(),
    ...decision,
    createdAt: createdAt(),
    updatedAt: createdAt(),
    /** Deleted ones can be brought back for a day; then they go for good. */
    deletedAt: instant(),
    search: tsvector()
      .notNull()
      .generatedAlwaysAs(sql`to_tsvector('simple', front || ' ' || back)`),
  },
  (table) => [
    uniqueIndex('flashcards_document_content').on(table.documentId, table.contentKey),
    index('flashcards_course_created').on(table.courseId, table.createdAt, table.id),
    index('flashcards_document_ordinal').on(table.documentId, table.ordinal),
    index('flashcards_topic').on(table.topicId),
    index('flashcards_merged').on(table.mergedFromId).where(sql`merged_from_id is not null`),
    index('flashcards_search').using('gin', table.search),
    index('flashcards_course_content').on(table.courseId, table.contentKey),
    index('flashcards_drafts').on(table.documentId).where(sql`status <> 'accepted'`),
    index('flashcards_deleted').on(table.deletedAt).where(sql`deleted_at is not null`),
  ],
);

/** Where one student stands with one card (FSRS). A row exists for each member of the course from the card's first moment. */
export const cardSchedules = pgTable(
  'card_schedules',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    cardId: uuid()
      .notNull()
      .references(() => flashcards.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    state: cardStateEnum().notNull().default('new'),
    /** Null while new. */
    due: instant(),
    /** Days until recall falls to 90 %. */
    stability: doublePrecision().notNull().default(0),
    /** 1 to 10. */
    difficulty: doublePrecision().notNull().default(0),
    scheduledDays: integer().notNull().default(0),
    learningSteps: integer().notNull().default(0),
    reps: integer().notNull().default(0),
    lapses: integer().notNull().default(0),
    lastReviewAt: instant(),
    lastRating: smallint(),
    /** Counts its changes by reviews and undos. */
    version: integer().notNull().default(0),
    suspendedAt: instant(),
    /** As of its card: kept here so that what is due is found without it. */
    siblingId: uuid(),
    /** Until when it waits, as its sibling was studied. */
    buriedUntil: instant(),
    /** Neither suspended, nor a draft, nor deleted, nor of an archived course: may come up. Written by the verbs that change one of these. */
    active: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.cardId] }),
    index('card_schedules_card').on(table.cardId),
    index('card_schedules_due').on(table.userId, table.due).where(sql`active and state <> 'new'`),
    // Ids are made in time order, so that new cards come in the order of their document.
    index('card_schedules_new').on(table.userId, table.cardId).where(sql`active and state = 'new'`),
    index('card_schedules_siblings').on(table.userId, table.siblingId).where(sql`sibling_id is not null`),
    index('card_schedules_course').on(table.courseId, table.userId, table.state, table.due),
  ],
);

/** Every rating ever given, with the state it met. It outlives its card, for the days on which one studied did happen. */
export const reviews = pgTable(
  'reviews',
  {
    /** Made by the client. */
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    cardId: uuid().references(() => flashcards.id, { onDelete: 'set null' }),
    courseId: uuid().references(() => courses.id, { onDelete: 'set null' }),
    rating: smallint().notNull(),
    reviewedAt: instant().notNull(),
    durationMs: integer().notNull(),
    stateBefore: cardStateEnum().notNull(),
    /** What undo puts back. */
    before: jsonb().$type<ScheduleState>().notNull(),
    undoneAt: instant(),
  },
  (table) => [index('reviews_user_reviewed').on(table.userId, table.reviewedAt), index('reviews_card').on(table.cardId, table.reviewedAt), index('reviews_course').on(table.courseId)],
);
