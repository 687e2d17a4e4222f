import { inquiryKinds, inquiryStatuses, type InquiryAnswer } from '@studywright/core';
import { index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from './account.ts';
import { createdAt, instant, primaryId } from './columns.ts';
import { courses } from './course.ts';
import { documents } from './document.ts';

export const inquiryKindEnum = pgEnum('inquiry_kind', inquiryKinds);
export const inquiryStatusEnum = pgEnum('inquiry_status', inquiryStatuses);

/** What a student asked about marked words: of that student alone, and gone after a day. */
export const inquiries = pgTable(
  'inquiries',
  {
    /** Made by the client. */
    id: primaryId(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    kind: inquiryKindEnum().notNull(),
    /** Of the document: another one in its place has other offsets. */
    revision: integer().notNull(),
    page: integer().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    quote: text().notNull(),
    /** In which an explanation is written; null: that of the document. */
    language: text(),
    status: inquiryStatusEnum().notNull().default('queued'),
    activity: text().notNull().default('Waiting for its turn'),
    answer: jsonb().$type<InquiryAnswer>(),
    engine: text(),
    /** As of a document. */
    instead: text(),
    error: jsonb().$type<{ code: string; detail: string }>(),
    /** When a worker last began with it. */
    startedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('inquiries_user_created').on(table.userId, table.createdAt), index('inquiries_created').on(table.createdAt), index('inquiries_course').on(table.courseId), index('inquiries_document').on(table.documentId)],
);
