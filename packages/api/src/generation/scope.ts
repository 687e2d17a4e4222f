/** What a request for more is about. */
import { AppError, limits, notFound, shareOut, type DraftWishes, type generationEstimateInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Reading } from '../platform/context.ts';
import { topicsAnsweredWrong } from '../quiz/draw.ts';

const { documents, passages, topics } = tables;

export type Scope = Omit<z.output<typeof generationEstimateInput>, 'wishes'>;

/** A topic as it was found in a document: of a topic that is several, each of them. */
export interface ScopedTopic {
  id: string;
  /** The one that the student sees. */
  shownId: string;
  characters: number;
  passages: number;
}

/**
 * By document in the order of the course, of each document the smallest first: what one of them does not give is asked of the
 * next, and the largest has most to give.
 * @throws AppError NOT_FOUND where a topic or document is not one of the course
 */
export async function topicsIn(ctx: Reading, scope: Scope): Promise<ScopedTopic[]> {
  await checkScope(ctx, scope);
  const wrong = scope.from === 'wrong' ? await topicsAnsweredWrong(ctx, scope.courseId) : null;
  const chosen = scope.topicIds.length > 0 ? scope.topicIds.filter((id) => wrong?.includes(id) ?? true) : wrong;
  if (chosen?.length === 0) return [];
  const shown = alias(topics, 'shown');
  const characters = sql<number>`(select coalesce(sum(${passages.end} - ${passages.start}), 0)::int from ${passages} where ${passages.documentId} = ${topics.documentId} and ${passages.revision} = ${documents.revision} and ${passages.ordinal} = any(${topics.passages}))`;
  return ctx.db
    .select({ id: topics.id, shownId: shown.id, characters: characters.as('characters'), passages: sql<number>`cardinality(${topics.passages})` })
    .from(topics)
    .innerJoin(documents, and(eq(documents.id, topics.documentId), eq(documents.status, 'ready')))
    .innerJoin(shown, eq(shown.id, sql`coalesce(${topics.mergedIntoId}, ${topics.id})`))
    .where(and(eq(topics.courseId, scope.courseId), scope.documentId === undefined ? undefined : eq(topics.documentId, scope.documentId), chosen === null ? isNull(shown.hiddenAt) : inArray(shown.id, [...chosen])))
    .orderBy(asc(documents.position), asc(documents.id), sql`characters`, asc(topics.id))
    .limit(limits.generation.topics);
}

async function checkScope({ db }: Reading, { courseId, topicIds, documentId }: Scope): Promise<void> {
  const wanted = new Set(topicIds);
  if (wanted.size > 0 && (await db.$count(topics, and(eq(topics.courseId, courseId), inArray(topics.id, [...wanted])))) < wanted.size) throw notFound('topic');
  if (documentId !== undefined && (await db.$count(documents, and(eq(documents.courseId, courseId), eq(documents.id, documentId)))) === 0) throw notFound('document');
}

/** How many of each topic: by the length of its text. @throws AppError CONFLICT where there is none */
export function partsOf(found: readonly ScopedTopic[], { from }: Scope, wishes: DraftWishes): { topicId: string; cards: number; questions: number }[] {
  const held = found.filter(({ characters }) => characters > 0);
  if (held.length === 0) throw new AppError('CONFLICT', from === 'wrong' ? 'No question here was answered wrongly the last time. Choose topics instead.' : 'None of these topics is in a document that is ready. Choose others, or wait until their document is read.');
  const lengths = held.map(({ characters }) => characters);
  const [cards, questions] = [shareOut(wishes.cards, lengths), shareOut(wishes.questions, lengths)];
  return held.map(({ id }, index) => ({ topicId: id, cards: cards[index] ?? 0, questions: questions[index] ?? 0 }));
}
