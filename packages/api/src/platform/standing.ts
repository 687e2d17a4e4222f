import { tables } from '@studywright/db';
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';

const { flashcards, questions, topics } = tables;

type Items = typeof flashcards | typeof questions;

/** Of cards or questions those that are studied: accepted and not deleted. */
export function standing(items: Items): SQL | undefined {
  return and(eq(items.status, 'accepted'), isNull(items.deletedAt));
}

/** Those that are not of a hidden topic, of which nothing is asked. */
export function ofShownTopic(items: Items): SQL {
  return sql`not exists (select 1 from ${topics} where ${topics.id} = ${items.topicId} and ${topics.hiddenAt} is not null)`;
}
