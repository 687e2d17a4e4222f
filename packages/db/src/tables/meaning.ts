import { sql } from 'drizzle-orm';
import { check, index, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
import { primaryId } from './columns.ts';
import { courses } from './course.ts';
import { flashcards } from './flashcard.ts';
import { questions } from './quiz.ts';

/** What cards and questions ask, as vectors of a model that makes embeddings: what points the same way asks the same. */
export const itemMeanings = pgTable(
  'item_meanings',
  {
    id: primaryId(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    cardId: uuid().references(() => flashcards.id, { onDelete: 'cascade' }),
    questionId: uuid().references(() => questions.id, { onDelete: 'cascade' }),
    /** That made it: those of two models can't be compared. */
    model: text().notNull(),
    /** Compared by the database itself where it has pgvector, which reads it as it is. */
    vector: real().array().notNull(),
  },
  (table) => [
    check('item_meanings_of_one', sql`num_nonnulls(${table.cardId}, ${table.questionId}) = 1`),
    index('item_meanings_course').on(table.courseId, table.model),
    index('item_meanings_card').on(table.cardId),
    index('item_meanings_question').on(table.questionId),
  ],
);
