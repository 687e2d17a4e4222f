import type { Vector } from '@studywright/ai';
import { cosine } from '@studywright/ai/repeats';
import { sameTopic, type NamedTopic, type Outline, type SourceDocument } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { putInto } from './service.ts';

const { topics } = tables;

export interface FoundTopic {
  title: string;
  foundTitle: string;
  path: string[];
  terms: string[];
  passages: number[];
  importance: number;
  firstPage: number | null;
}

/** What is stored of the topics of an outline, in its order. */
export function foundTopics(source: SourceDocument, outline: Outline): FoundTopic[] {
  const weights = new Map(outline.terms.map((term, rank) => [term, 1 / Math.log2(rank + 2)]));
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  return outline.topics.map(({ title, terms, passages }) => {
    const first = source.passages[passages[0] ?? -1];
    const path = first?.path ?? [];
    return {
      title,
      foundTitle: title,
      path: path.at(-1) === title ? path.slice(0, -1) : [...path],
      terms,
      passages,
      importance: terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / whole,
      firstPage: first?.page ?? null,
    };
  });
}

/** Where it stands by itself: documents in the order they came, topics in that of their document. @param createdAt of all topics of one document */
export function naturalPosition(createdAt: Date, ordinal: number): number {
  return createdAt.getTime() / 1000 + ordinal / 1000;
}

/** The most topics of a course that a new one is compared with. */
const mostCompared = 2_000;

const columns = { id: topics.id, title: topics.title, terms: topics.terms };

/** The topics of a course's other documents, as far as a new one is compared with them. */
export function topicsOfOthers(db: Queryable, courseId: string, documentId: string) {
  return db
    .select(columns)
    .from(topics)
    .where(and(eq(topics.courseId, courseId), isNull(topics.mergedIntoId), sql`${topics.documentId} is distinct from ${documentId}`))
    .orderBy(asc(topics.position))
    .limit(mostCompared);
}

/** What is compared of topics by its meaning. */
export function textOfTopic({ title, terms }: NamedTopic): string {
  return `${title}: ${terms.join(', ')}`;
}

/**
 * Makes topics of a document part of those of other documents that treat the same; each at most of one.
 * @param vectors of the text of topics, as far as they are known
 */
export async function joinSameTopics(tx: Queryable, courseId: string, documentId: string, vectors: ReadonlyMap<string, Vector> = new Map()): Promise<void> {
  const likeness = (one: NamedTopic, other: NamedTopic) => {
    const [first, second] = [vectors.get(textOfTopic(one)), vectors.get(textOfTopic(other))];
    return first && second ? cosine(first, second) : null;
  };
  const [others, own] = await Promise.all([
    topicsOfOthers(tx, courseId, documentId),
    tx.select(columns).from(topics).where(and(eq(topics.documentId, documentId), isNull(topics.mergedIntoId))),
  ]);
  for (const topic of own) {
    const same = others.find((other) => sameTopic(topic, other, likeness(topic, other)));
    if (same) await putInto(tx, [topic.id], same.id);
  }
}
