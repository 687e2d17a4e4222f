import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { citationChangeKinds } from '@studywright/core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { documents, pageKindEnum, pictureReaderEnum } from './document.ts';
import { flashcards } from './flashcard.ts';
import { questions } from './quiz.ts';

export const citationChangeEnum = pgEnum('citation_change', citationChangeKinds);

/** A later version of a document on its way: read beside the one that stands, then put in its place, or failed and dropped. */
export const documentRevisions = pgTable(
  'document_revisions',
  {
    id: primaryId(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Its pages carry it; one more than that of the document. */
    number: integer().notNull(),
    uploaderId: uuid().references(() => users.id, { onDelete: 'set null' }),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    /** The document's own where it is read again from the same file. */
    storageKey: text().notNull(),
    pictureReader: pictureReaderEnum().notNull(),
    pageCount: integer(),
    pageKind: pageKindEnum().notNull().default('page'),
    language: text(),
    percent: integer().notNull().default(0),
    activity: text().notNull().default('Waiting for its turn'),
    error: jsonb().$type<{ code: string; detail: string }>(),
    createdAt: createdAt(),
  },
  // One at a time: a newer one takes the place of one that is still read.
  (table) => [uniqueIndex('document_revisions_document').on(table.documentId)],
);

/** What a revision did to the source of an item, until somebody decides about it. */
export const citationChanges = pgTable(
  'citation_changes',
  {
    id: primaryId(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    kind: citationChangeEnum().notNull(),
    cardId: uuid().references(() => flashcards.id, { onDelete: 'cascade' }),
    questionId: uuid().references(() => questions.id, { onDelete: 'cascade' }),
    /** Where its passage stood in the version before, and what it said is kept with the item. */
    oldPage: integer().notNull(),
    newPage: integer(),
    newPassage: text(),
    createdAt: createdAt(),
    /** When somebody decided about it; kept until the next revision, so that the decision can be taken back. */
    decidedAt: instant(),
  },
  (table) => [
    index('citation_changes_document').on(table.documentId, table.createdAt, table.id),
    uniqueIndex('citation_changes_card').on(table.cardId),
    uniqueIndex('citation_changes_question').on(table.questionId),
  ],
);
