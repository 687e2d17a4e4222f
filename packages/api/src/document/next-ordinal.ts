import { tables, type Queryable } from '@studywright/db';
import { eq, sql } from 'drizzle-orm';

const { documents, flashcards, questions } = tables;

/** Behind all cards and questions of a document. */
export async function nextOrdinal(db: Queryable, documentId: string): Promise<number> {
  const [row] = await db
    .select({
      last: sql<number>`greatest(
        (select coalesce(max(${flashcards.ordinal}), -1) from ${flashcards} where ${flashcards.documentId} = ${documentId}),
        (select coalesce(max(${questions.ordinal}), -1) from ${questions} where ${questions.documentId} = ${documentId})
      )::int`,
    })
    .from(documents)
    .where(eq(documents.id, documentId));
  return (row?.last ?? -1) + 1;
}
