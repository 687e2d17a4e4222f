import type { DiscardReason } from '@studywright/ai';
import { contentTexts, questionContent, type Citation, type DraftCard, type DraftQuestion, type QuestionContent, type SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { nextOrdinal } from '../next-ordinal.ts';
import { scheduleForMembers } from '../../flashcard/schedules.ts';
import { chunks } from '../../platform/chunks.ts';
import type { Deps } from '../../platform/context.ts';
import { sha256 } from '../../platform/files.ts';
import type { CutFigure } from './figures.ts';
import type { Sieved } from './repeats.ts';

const { documents, flashcards, itemMeanings, questions, rejectedItems, topics } = tables;

interface Batch extends Sieved {
  document: { id: string; courseId: string };
  topic: { id: string };
  source: SourceDocument;
  /** The pictures of the cards that show one. */
  figures?: ReadonlyMap<DraftCard, CutFigure>;
}

/**
 * Stores what was drafted of one topic, once: the topic's row is locked and marked in the same transaction. Cards enter
 * the schedule of each member of the course.
 * @returns false when there is nothing to store it to any more, or it is stored already
 */
export async function storeDrafts(deps: Deps, tx: Transaction, batch: Batch): Promise<boolean> {
  const held = await holdDocument(tx, batch.document.id);
  const [open] = await tx.select({ id: topics.id, mergedIntoId: topics.mergedIntoId }).from(topics).where(and(eq(topics.id, batch.topic.id), isNull(topics.draftedAt))).for('update');
  if (!held || !open) return false;
  await storeItems(deps, tx, batch, held, open, held.acceptAtOnce);
  await tx.update(topics).set({ draftedAt: deps.now(), engine: batch.grounded.engine ?? deps.model.engine, instead: batch.grounded.instead ?? null }).where(eq(topics.id, batch.topic.id));
  return true;
}

export interface Stored {
  cards: number;
  questions: number;
  discarded: number;
}

/** The same for what was made of a topic besides. @returns null when there is nothing to store it to any more */
export async function storeMore(deps: Deps, tx: Transaction, batch: Batch, accepted: boolean): Promise<Stored | null> {
  const held = await holdDocument(tx, batch.document.id);
  const [topic] = await tx.select({ id: topics.id, mergedIntoId: topics.mergedIntoId }).from(topics).where(eq(topics.id, batch.topic.id)).for('update');
  return held && topic ? storeItems(deps, tx, batch, held, topic, accepted) : null;
}

/** The document first, as whoever deletes it does: two that lock in the same order never wait for each other. */
async function holdDocument(tx: Transaction, id: string) {
  const [held] = await tx
    .select({ revision: documents.revision, acceptAtOnce: documents.acceptAtOnce, discardedFor: documents.discardedFor })
    .from(documents)
    .where(eq(documents.id, id))
    .for('update');
  return held;
}

type Held = NonNullable<Awaited<ReturnType<typeof holdDocument>>>;

async function storeItems(deps: Deps, tx: Transaction, { document, source, grounded, meanings, figures }: Batch, held: Held, topic: { id: string; mergedIntoId: string | null }, accepted: boolean): Promise<Stored> {
  const now = deps.now();
  const topicId = topic.mergedIntoId ?? topic.id;
  let ordinal = await nextOrdinal(tx, document.id);
  const place = (citation: Citation) => ({ ...citation, ...passageOf(source, citation), documentId: document.id, revision: held.revision, courseId: document.courseId, topicId, mergedFromId: topic.mergedIntoId && topic.id, createdAt: now, status: accepted ? ('accepted' as const) : ('draft' as const) });

  const cardRows = grounded.cards.map((card) => ({
    ...place(card.citation),
    id: deps.newId(),
    type: card.type,
    front: card.front,
    back: card.back,
    figure: figures?.get(card) ?? null,
    origin: 'generated' as const,
    ordinal: ordinal++,
    siblingId: card.sibling === undefined ? null : siblingIdOf(document.id, card.sibling),
    contentKey: contentKey(card.figure ? `${card.front}\0${card.citation.quote}` : card.front),
    updatedAt: now,
  }));
  const questionRows = grounded.questions.map((question) => {
    const { stem, explanation, difficulty, bloom, tags, citation } = question;
    const content = questionContent.parse(question);
    return { ...place(citation), id: deps.newId(), stem, content, explanation, difficulty, bloom, tags, ordinal: ordinal++, contentKey: questionKey(stem, content) };
  });

  const known = await knownKeys(tx, document, [...cardRows, ...questionRows].map((row) => row.contentKey));
  const [newCards, newQuestions] = [cardRows.filter((row) => !known.has(row.contentKey)), questionRows.filter((row) => !known.has(row.contentKey))];
  const cards = newCards.length === 0 ? [] : await tx.insert(flashcards).values(newCards).onConflictDoNothing().returning({ id: flashcards.id });
  const asked = newQuestions.length === 0 ? [] : await tx.insert(questions).values(newQuestions).onConflictDoNothing().returning({ id: questions.id });
  if (cards.length > 0) await scheduleForMembers(tx, and(eq(flashcards.topicId, topicId), eq(flashcards.documentId, document.id)));
  if (meanings) await storeMeanings(deps, tx, document.courseId, meanings, { cards: withDrafts(cards, cardRows, grounded.cards), questions: withDrafts(asked, questionRows, grounded.questions) });
  const again = cardRows.length - cards.length + questionRows.length - asked.length;
  const reasons = [...grounded.discarded.map(({ reason }) => reason), ...Array<'duplicate'>(again).fill('duplicate')];
  if (reasons.length > 0) await countDiscarded(tx, document.id, held.discardedFor, reasons);
  return { cards: cards.length, questions: asked.length, discarded: reasons.length };
}

/** Of what was stored, what it was drafted as. */
function withDrafts<T>(stored: readonly { id: string }[], rows: readonly { id: string }[], drafts: readonly T[]): { id: string; draft: T }[] {
  const ids = new Set(stored.map(({ id }) => id));
  return drafts.flatMap((draft, index) => {
    const id = rows[index]?.id;
    return id !== undefined && ids.has(id) ? [{ id, draft }] : [];
  });
}

async function storeMeanings({ newId }: Deps, tx: Transaction, courseId: string, { model, of }: NonNullable<Sieved['meanings']>, items: { cards: { id: string; draft: DraftCard }[]; questions: { id: string; draft: DraftQuestion }[] }): Promise<void> {
  const rows = [...items.cards.map(({ id, draft }) => ({ cardId: id, vector: of(draft) })), ...items.questions.map(({ id, draft }) => ({ questionId: id, vector: of(draft) }))];
  const known = rows.flatMap(({ vector, ...item }) => (vector ? [{ ...item, vector: [...vector], id: newId(), courseId, model }] : []));
  for (const some of chunks(known, 100)) await tx.insert(itemMeanings).values(some);
}

/** The document's row is held by this transaction. */
async function countDiscarded(tx: Transaction, documentId: string, before: Record<string, number>, reasons: readonly DiscardReason[]): Promise<void> {
  const discardedFor = { ...before };
  for (const reason of reasons) discardedFor[reason] = (discardedFor[reason] ?? 0) + 1;
  await tx
    .update(documents)
    .set({ discarded: sql`${documents.discarded} + ${reasons.length}`, discardedFor })
    .where(eq(documents.id, documentId));
}

/** Those of what the course asks already, in whatever document, or was rejected from this one. */
async function knownKeys(tx: Transaction, { id, courseId }: Batch['document'], keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const [cards, asked, rejected] = await Promise.all([
    tx.select({ key: flashcards.contentKey }).from(flashcards).where(and(eq(flashcards.courseId, courseId), inArray(flashcards.contentKey, keys))),
    tx.select({ key: questions.contentKey }).from(questions).where(and(eq(questions.courseId, courseId), inArray(questions.contentKey, keys))),
    tx.select({ key: rejectedItems.contentKey }).from(rejectedItems).where(and(eq(rejectedItems.documentId, id), inArray(rejectedItems.contentKey, keys))),
  ]);
  return new Set([...cards, ...asked, ...rejected].flatMap(({ key }) => key ?? []));
}

/** The passage that holds the quote; the quote itself where it spans more than one. */
export function passageOf(source: SourceDocument, { page, start, end, quote }: Citation): { passage: string; passageStart: number } {
  const holder = source.passages.find((passage) => passage.page === page && passage.start <= start && passage.end >= end);
  return holder ? { passage: holder.text, passageStart: holder.start } : { passage: quote, passageStart: start };
}

/** The same for the siblings of a document whenever they are made: half a digest, in the form of an id. */
function siblingIdOf(documentId: string, sibling: string): string {
  return sha256(`${documentId}\n${sibling}`).slice(0, 32);
}

/** Digest of what a question asks. */
export function questionKey(stem: string, content: QuestionContent): string {
  return contentKey(stem + contentTexts(content).join('\0'));
}

/** Two that ask the same in other spacing or case are one. */
function contentKey(text: string): string {
  return sha256(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim());
}
