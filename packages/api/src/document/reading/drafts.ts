import type { Grounded } from '@studywright/ai';
import { contentTexts, questionContent, type Citation, type SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { scheduleForMembers } from '../../flashcard/schedules.ts';
import type { Deps } from '../../platform/context.ts';
import { sha256 } from '../../platform/files.ts';

const { documents, flashcards, questions, topics } = tables;

interface Batch {
  document: { id: string; courseId: string };
  topic: { id: string };
  source: SourceDocument;
  grounded: Grounded;
}

/**
 * Stores what was drafted of one topic, once: the topic's row is locked and marked in the same transaction. Cards enter
 * the schedule of each member of the course.
 * @returns false when there is nothing to store it to any more, or it is stored already
 */
export async function storeDrafts(deps: Deps, tx: Transaction, { document, topic, source, grounded }: Batch): Promise<boolean> {
  // The document first, as whoever deletes it does: two that lock in the same order never wait for each other.
  const [held] = await tx.select({ revision: documents.revision }).from(documents).where(eq(documents.id, document.id)).for('update');
  const [open] = await tx.select({ id: topics.id }).from(topics).where(and(eq(topics.id, topic.id), isNull(topics.draftedAt))).for('update');
  if (!held || !open) return false;

  const now = deps.now();
  let ordinal = await nextOrdinal(tx, document.id);
  const place = (citation: Citation) => ({ ...citation, ...passageOf(source, citation), documentId: document.id, revision: held.revision, courseId: document.courseId, topicId: topic.id, createdAt: now });

  const cardRows = grounded.cards.map(({ type, front, back, citation }) => ({
    ...place(citation),
    id: deps.newId(),
    type,
    front,
    back,
    origin: 'generated' as const,
    ordinal: ordinal++,
    contentKey: contentKey(front),
    updatedAt: now,
  }));
  const questionRows = grounded.questions.map((question) => {
    const { stem, explanation, difficulty, bloom, tags, citation } = question;
    const content = questionContent.parse(question);
    return { ...place(citation), id: deps.newId(), stem, content, explanation, difficulty, bloom, tags, ordinal: ordinal++, contentKey: contentKey(stem + contentTexts(content).join('\0')) };
  });

  const cards = cardRows.length === 0 ? [] : await tx.insert(flashcards).values(cardRows).onConflictDoNothing().returning({ id: flashcards.id });
  const asked = questionRows.length === 0 ? [] : await tx.insert(questions).values(questionRows).onConflictDoNothing().returning({ id: questions.id });
  if (cards.length > 0) {
    await scheduleForMembers(tx, and(eq(flashcards.topicId, topic.id), eq(flashcards.documentId, document.id)));
  }
  const discarded = grounded.discarded.length + cardRows.length - cards.length + questionRows.length - asked.length;
  await tx.update(topics).set({ draftedAt: now }).where(eq(topics.id, topic.id));
  if (discarded > 0) await tx.update(documents).set({ discarded: sql`${documents.discarded} + ${discarded}` }).where(eq(documents.id, document.id));
  return true;
}

async function nextOrdinal(tx: Transaction, documentId: string): Promise<number> {
  const [row] = await tx
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

/** The passage that holds the quote; the quote itself where it spans more than one. */
export function passageOf(source: SourceDocument, { page, start, end, quote }: Citation): { passage: string; passageStart: number } {
  const holder = source.passages.find((passage) => passage.page === page && passage.start <= start && passage.end >= end);
  return holder ? { passage: holder.text, passageStart: holder.start } : { passage: quote, passageStart: start };
}

/** Two that ask the same in other spacing or case are one. */
function contentKey(text: string): string {
  return sha256(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim());
}
