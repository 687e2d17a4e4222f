import { askedBy, withoutRepeats, type Asked, type Grounded, type ModelCall, type Vector } from '@studywright/ai';
import { AppError } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';

const { flashcards, questions } = tables;

/** Leaves out of what is made of a document, topic by topic, what asks the same in other words. */
export type Sieve = (grounded: Grounded) => Promise<Grounded>;

/**
 * Where the engine makes embeddings. What is known of the document is read with the first drafts, and kept in memory: of a
 * document that is some hundred items, which need no index. Where embeddings fail, drafts pass as they are.
 */
export function sieveOf({ db, model, log }: Pick<Deps, 'db' | 'model' | 'log'>, documentId: string, call: ModelCall): Sieve {
  let known: (Asked & { vector: Vector })[] | null = null;
  let works = true;

  async function vectorsOf(items: readonly Asked[]): Promise<Vector[]> {
    return items.length === 0 ? [] : ((await model.embed?.(items.map(({ asked }) => asked), call)) ?? []);
  }

  async function sieve(grounded: Grounded): Promise<Grounded> {
    if (known === null) {
      const there = await itemsOf(db, documentId);
      known = withVectors(there, await vectorsOf(there));
    }
    const drafted = askedBy(grounded);
    const vectors = await vectorsOf(drafted);
    const kept = withoutRepeats(grounded, vectors, known);
    const passed = new Set(askedBy(kept).map((item) => JSON.stringify(item)));
    known.push(...withVectors(drafted, vectors).filter(({ vector: _, ...item }) => passed.has(JSON.stringify(item))));
    return kept;
  }

  return async (grounded) => {
    if (model.embed === undefined || !works) return grounded;
    try {
      return await sieve(grounded);
    } catch (error) {
      call.signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      works = false;
      log.warn({ documentId, err: error }, 'drafts were not compared by their meaning');
      return grounded;
    }
  };
}

function withVectors(items: readonly Asked[], vectors: readonly Vector[]): (Asked & { vector: Vector })[] {
  return items.flatMap((item, index) => {
    const vector = vectors[index];
    return vector ? [{ ...item, vector }] : [];
  });
}

async function itemsOf(db: Queryable, documentId: string): Promise<Asked[]> {
  const cards = await db
    .select({ kind: flashcards.type, asked: flashcards.front, answer: flashcards.back })
    .from(flashcards)
    .where(and(eq(flashcards.documentId, documentId), isNotNull(flashcards.quote)))
    .orderBy(asc(flashcards.ordinal));
  const asked = await db.select({ stem: questions.stem, content: questions.content }).from(questions).where(eq(questions.documentId, documentId)).orderBy(asc(questions.ordinal));
  return [...cards, ...askedBy({ cards: [], questions: asked.map(({ stem, content }) => ({ stem, ...content })) })];
}
