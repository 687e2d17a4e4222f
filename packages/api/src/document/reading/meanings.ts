import { askedBy, cosine, sameQuestion, type Asked, type Vector } from '@studywright/ai';
import { tables, type Queryable } from '@studywright/db';
import { and, eq, inArray, sql } from 'drizzle-orm';

const { flashcards, itemMeanings, questions } = tables;

/** What a course asks, found by its meaning. */
export interface Meanings {
  /** For each vector the items whose own points the same way, as `sameQuestion` says. */
  near(vectors: readonly Vector[]): Promise<Asked[][]>;
}

interface Of {
  courseId: string;
  /** That makes the vectors. */
  model: string;
}

/** Compared by the database where it has pgvector, so that no vector leaves it; else in memory. */
export async function meaningsOf(db: Queryable, of: Of): Promise<Meanings> {
  const [vectors] = await db.execute(sql`select 1 from pg_extension where extname = 'vector'`);
  return vectors ? inDatabase(db, of) : inMemory(db, of);
}

/** As many as could be the same in other words. */
const mostNear = 20;

interface Found {
  cardId: string | null;
  questionId: string | null;
}

function inDatabase(db: Queryable, { courseId, model }: Of): Meanings {
  async function nearest(vector: Vector): Promise<Found[]> {
    // Vectors of two lengths are an error to compare, and conditions are not tried in the order they are written.
    const distance = sql`case when cardinality(${itemMeanings.vector}) = ${vector.length} then ${itemMeanings.vector}::vector <=> ${JSON.stringify(vector)}::vector end`;
    return db
      .select({ cardId: itemMeanings.cardId, questionId: itemMeanings.questionId })
      .from(itemMeanings)
      .where(and(eq(itemMeanings.courseId, courseId), eq(itemMeanings.model, model), sql`${distance} <= ${1 - sameQuestion}`))
      .orderBy(distance)
      .limit(mostNear);
  }
  return { near: async (vectors) => withWords(db, await Promise.all(vectors.map(nearest))) };
}

/** What was there at first is kept; what a topic adds is read with the next. */
function inMemory(db: Queryable, { courseId, model }: Of): Meanings {
  const known = new Map<string, Found & { vector: Vector }>();
  async function read(): Promise<void> {
    const ids = await db.select({ id: itemMeanings.id }).from(itemMeanings).where(and(eq(itemMeanings.courseId, courseId), eq(itemMeanings.model, model)));
    const fresh = ids.flatMap(({ id }) => (known.has(id) ? [] : [id]));
    if (fresh.length === 0) return;
    for (const { id, ...row } of await db.select({ id: itemMeanings.id, cardId: itemMeanings.cardId, questionId: itemMeanings.questionId, vector: itemMeanings.vector }).from(itemMeanings).where(inArray(itemMeanings.id, fresh))) known.set(id, row);
  }
  return {
    async near(vectors) {
      await read();
      const all = [...known.values()];
      return withWords(
        db,
        vectors.map((vector) => all.filter((other) => other.vector.length === vector.length && cosine(other.vector, vector) >= sameQuestion).slice(0, mostNear)),
      );
    },
  };
}

/** Also of what was rejected or deleted: it does not come again in other words. */
async function withWords(db: Queryable, found: readonly (readonly Found[])[]): Promise<Asked[][]> {
  const ids = (pick: (one: Found) => string | null) => [...new Set(found.flat().flatMap((one) => pick(one) ?? []))];
  const [cardIds, questionIds] = [ids(({ cardId }) => cardId), ids(({ questionId }) => questionId)];
  const cards = cardIds.length === 0 ? [] : await db.select({ id: flashcards.id, type: flashcards.type, front: flashcards.front, back: flashcards.back }).from(flashcards).where(inArray(flashcards.id, cardIds));
  const asked = questionIds.length === 0 ? [] : await db.select({ id: questions.id, stem: questions.stem, content: questions.content }).from(questions).where(inArray(questions.id, questionIds));
  const words = new Map([
    ...cards.map((card) => [card.id, askedBy({ cards: [card], questions: [] })] as const),
    ...asked.map(({ id, stem, content }) => [id, askedBy({ cards: [], questions: [{ stem, ...content }] })] as const),
  ]);
  return found.map((near) => near.flatMap(({ cardId, questionId }) => words.get(cardId ?? questionId ?? '') ?? []));
}
