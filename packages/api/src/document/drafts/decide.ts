import type { decidedDrafts, decideDraftsInput, ItemStatus, takeBackDecisionInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { refreshActive } from '../../flashcard/schedules.ts';
import { chunks } from '../../platform/chunks.ts';
import { transact, type SignedInCtx, type Within } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { ownDocumentToChange } from '../queries.ts';

const { cardSchedules, documents, flashcards, questions } = tables;

type Items = typeof flashcards | typeof questions;

const statusAfter = { accept: 'accepted', reject: 'rejected', reopen: 'draft' } as const;

/** Of ids that are not of this document nothing is done; said twice, it is done once. */
export async function decideDrafts(ctx: SignedInCtx, { documentId, decision, ids }: z.output<typeof decideDraftsInput>): Promise<z.output<typeof decidedDrafts>> {
  return transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, documentId);
    const which = (items: Items) => and(ids === undefined ? eq(items.status, 'draft') : inArray(items.id, ids), isNull(items.deletedAt));
    const decidedAt = tx.now();
    const made = await setStatus(tx, documentId, which, { status: statusAfter[decision], decidedAt });
    const all = ids === undefined && decision === 'accept';
    if (all) await tx.db.update(documents).set({ acceptAtOnce: true }).where(eq(documents.id, documentId));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId });
    return { decidedAt: decidedAt.toISOString(), ...made };
  });
}

/** What was decided at that instant waits again; an item about which something else was decided since stays as it is. */
export async function takeBackDecision(ctx: SignedInCtx, { documentId, decidedAt }: z.output<typeof takeBackDecisionInput>): Promise<void> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, documentId);
    await setStatus(tx, documentId, (items) => eq(items.decidedAt, new Date(decidedAt)), { status: 'draft', decidedAt: null });
    await tx.db.update(documents).set({ acceptAtOnce: false }).where(eq(documents.id, documentId));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId });
  });
}

async function setStatus(tx: Within<SignedInCtx>, documentId: string, which: (items: Items) => SQL | undefined, set: { status: ItemStatus; decidedAt: Date | null }) {
  const cards = await tx.db
    .update(flashcards)
    .set(set)
    .where(and(eq(flashcards.documentId, documentId), eq(flashcards.origin, 'generated'), which(flashcards)))
    .returning({ id: flashcards.id });
  const asked = await tx.db
    .update(questions)
    .set(set)
    .where(and(eq(questions.documentId, documentId), which(questions)))
    .returning({ id: questions.id });
  for (const some of chunks(cards, 1_000)) await refreshActive(tx.db, inArray(cardSchedules.cardId, some.map(({ id }) => id)));
  return { cards: cards.length, questions: asked.length };
}
