import { tables } from '@studywright/db';
import { and, eq, isNull, type SQL } from 'drizzle-orm';

const { flashcards, questions } = tables;

/** Of cards or questions those that are studied: accepted and not deleted. */
export function standing(items: typeof flashcards | typeof questions): SQL | undefined {
  return and(eq(items.status, 'accepted'), isNull(items.deletedAt));
}
