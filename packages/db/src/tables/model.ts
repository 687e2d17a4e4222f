import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, primaryId } from './columns.ts';

/** What a paid or counted endpoint was asked, for money and audit: it outlives the student's rows. */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: primaryId(),
    userId: uuid(),
    courseId: uuid(),
    documentId: uuid(),
    /** What the student sees it as: `document`, `revision`, `notes`, …. */
    feature: text().notNull().default('document'),
    /** Of the prompt: `outline`, `draft`, …. */
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
  (table) => [index('model_calls_user_created').on(table.userId, table.createdAt), index('model_calls_document').on(table.documentId), index('model_calls_created').on(table.createdAt)],
);

/** The most that a request under way can cost, so that several workers together do not go over a budget. */
export const modelReservations = pgTable('model_reservations', {
  id: primaryId(),
  userId: uuid(),
  /** Millionths of a US dollar. */
  costMicros: integer().notNull(),
  /** Of a worker that was killed, what it reserved is given back then. */
  expiresAt: instant().notNull(),
});

/** Answers that were paid for, by a digest of all that they depend on. */
export const modelAnswers = pgTable(
  'model_answers',
  {
    key: text().primaryKey(),
    answer: text().notNull(),
    bytes: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('model_answers_created').on(table.createdAt)],
);
