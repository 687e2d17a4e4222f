import { AppError, type DocumentView } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq, inArray, or, sql } from 'drizzle-orm';
import { transact, type SignedInCtx } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { atLeast } from '../platform/procedures.ts';
import { takeOut } from '../topic/service.ts';
import { removeFilesOf, removeUploads } from './upload/files.ts';
import { processDocumentJob } from './reading/jobs.ts';
import { ownDocument, ownDocumentLocked } from './queries.ts';

const { documents, topics, uploads } = tables;

/** Goes on with what failed or was cancelled, from the step that did not end. */
export async function retryDocument(ctx: SignedInCtx, id: string): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentLocked(tx, id);
    mayChange(document);
    if (document.status !== 'failed' && document.status !== 'cancelled') return;
    await tx.db.update(documents).set({ status: 'queued', error: null, activity: 'Waiting for its turn', secondsLeft: null }).where(eq(documents.id, id));
    await tx.jobs.enqueue(tx.db, processDocumentJob, { documentId: id });
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** What was made stays; `retryDocument` goes on from there. A worker that is at it notices within a second and stops. */
export async function cancelDocument(ctx: SignedInCtx, id: string): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentLocked(tx, id);
    mayChange(document);
    if (document.status !== 'queued' && document.status !== 'working') return;
    await tx.db.update(documents).set({ status: 'cancelled', error: null, activity: '', secondsLeft: null }).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

export async function renameDocument(ctx: SignedInCtx, id: string, title: string): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentLocked(tx, id);
    mayChange(document);
    await tx.db.update(documents).set({ title }).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** For good, with its cards, questions and file. A worker that is at it notices and stops. */
export async function deleteDocument(ctx: SignedInCtx, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentLocked(tx, id);
    mayChange(document);
    await removeFilesOf(tx, eq(documents.id, id));
    await removeUploads(tx, eq(uploads.replaces, id));
    await tx.db.delete(uploads).where(or(eq(uploads.documentId, id), eq(uploads.replaces, id)));
    // What other documents brought to its topics goes back to their own.
    await takeOut(tx.db, inArray(topics.mergedIntoId, tx.db.select({ id: topics.id }).from(topics).where(eq(topics.documentId, id))));
    await tx.db.delete(documents).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
}

function mayChange({ role }: { role: Parameters<typeof atLeast>[0] }): void {
  if (!atLeast(role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its documents.');
}

export async function deletionPreview(ctx: SignedInCtx, id: string) {
  const { counts } = await ownDocument(ctx, id);
  const { reviews, flashcards } = tables;
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(reviews)
    .innerJoin(flashcards, eq(flashcards.id, reviews.cardId))
    .where(eq(flashcards.documentId, id));
  return { cards: counts.cards, questions: counts.questions, reviews: row?.n ?? 0 };
}
