import { AppError, notFound, type DocumentView, type PictureReader, type readAgainInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type Ctx, type SignedInCtx, type Within } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { removeFiles } from '../upload/files.ts';
import { ownDocument, ownDocumentToChange } from '../queries.ts';
import { reviseDocumentJob } from './jobs.ts';

const { documentRevisions, documents, pages, passages } = tables;

export interface NewRevision {
  /** The document that it is to replace. */
  documentId: string;
  fileName: string;
  bytes: number;
  sha256: string;
  storageKey: string;
  pictureReader?: PictureReader;
}

/**
 * A later version of a document: its row and its job, in the caller's transaction. What stands is untouched until it is
 * read. One that is still being read, or failed, gives way to it.
 * @returns the document that has these bytes already, this one or another of the course; then nothing was begun
 * @throws AppError as `mayBeRevised`
 */
export async function beginRevision(tx: Within<SignedInCtx>, { documentId, pictureReader, ...file }: NewRevision): Promise<{ id: string; title: string } | null> {
  const document = await mayBeRevised(tx, documentId);
  const [same] = await tx.db
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(and(eq(documents.courseId, document.courseId), eq(documents.sha256, file.sha256), pictureReader === undefined ? undefined : ne(documents.id, documentId)));
  if (same) return same;
  const [standing] = await tx.db.select({ revision: documents.revision, pictureReader: documents.pictureReader, mediaType: documents.mediaType }).from(documents).where(eq(documents.id, documentId));
  if (!standing) throw notFound('document');
  const dropped = await dropRevision(tx, documentId);
  const id = tx.newId();
  await tx.db.insert(documentRevisions).values({
    ...file,
    id,
    documentId,
    // Never a number that a worker may still be storing pages under.
    number: Math.max(standing.revision, dropped ?? 0) + 1,
    uploaderId: tx.actor.userId,
    mediaType: standing.mediaType,
    pictureReader: pictureReader ?? standing.pictureReader,
    createdAt: tx.now(),
  });
  await tx.jobs.enqueue(tx.db, reviseDocumentJob, { revisionId: id });
  await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId });
  return null;
}

/** @throws AppError CONFLICT while the document is worked on; NOT_FOUND, FORBIDDEN */
export async function mayBeRevised(tx: Within<SignedInCtx>, documentId: string) {
  const document = await ownDocumentToChange(tx, documentId);
  if (document.status === 'queued' || document.status === 'working') {
    throw new AppError('CONFLICT', 'This document is still being worked on. Replace it once its cards are written.');
  }
  return document;
}

/** What is said of a file that is there already. */
export function sameFile(documentId: string, same: { id: string; title: string }): AppError {
  const detail = same.id === documentId ? `This is the file that “${same.title}” is made of already. Nothing was changed.` : `This is the same file as “${same.title}”, which is in this course already. Nothing was changed.`;
  return new AppError('DUPLICATE', detail, { data: { documentId: same.id } });
}

/** Takes a revision away, with what was read of it. @returns its number, null where there was none */
async function dropRevision(tx: Within<Ctx>, documentId: string): Promise<number | null> {
  const [row] = await tx.db.delete(documentRevisions).where(eq(documentRevisions.documentId, documentId)).returning({ number: documentRevisions.number, storageKey: documentRevisions.storageKey });
  if (!row) return null;
  await tx.db.delete(pages).where(and(eq(pages.documentId, documentId), eq(pages.revision, row.number)));
  await tx.db.delete(passages).where(and(eq(passages.documentId, documentId), eq(passages.revision, row.number)));
  const [standing] = await tx.db.select({ storageKey: documents.storageKey }).from(documents).where(eq(documents.id, documentId));
  if (standing?.storageKey !== row.storageKey) await removeFiles(tx, [row.storageKey]);
  return row.number;
}

/** Who can read pages that are pictures: a model only where one that sees is set up. */
export function pictureReaders({ model }: Pick<Ctx, 'model'>): PictureReader[] {
  return model.readPicture === undefined ? ['ocr'] : ['ocr', 'model'];
}

/** Reads the file that is there once more, as a revision: what stays the same keeps its cards. @throws AppError UNAVAILABLE where nobody here reads pictures in that way */
export async function readAgain(ctx: SignedInCtx, { id, by }: z.output<typeof readAgainInput>): Promise<DocumentView> {
  if (!pictureReaders(ctx).includes(by)) throw new AppError('UNAVAILABLE', 'No model that sees is set up here. Read the pictures with the built-in reader.', { retryable: false });
  await transact(ctx, async (tx) => {
    await ownDocumentToChange(tx, id);
    const [file] = await tx.db
      .select({ fileName: documents.fileName, bytes: documents.bytes, sha256: documents.sha256, storageKey: documents.storageKey })
      .from(documents)
      .where(eq(documents.id, id));
    if (!file) throw notFound('document');
    const same = await beginRevision(tx, { documentId: id, ...file, pictureReader: by });
    if (same) throw sameFile(id, same);
  });
  return ownDocument(ctx, id);
}

/** After a failure: the same file once more. */
export async function retryRevision(ctx: SignedInCtx, id: string): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, id);
    const [row] = await tx.db
      .update(documentRevisions)
      .set({ error: null, activity: 'Waiting for its turn' })
      .where(and(eq(documentRevisions.documentId, id), sql`${documentRevisions.error} is not null`))
      .returning({ id: documentRevisions.id });
    if (!row) return;
    await tx.jobs.enqueue(tx.db, reviseDocumentJob, { revisionId: row.id });
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** Leaves the document as it stands. A worker that reads the revision notices and stops. */
export async function discardRevision(ctx: SignedInCtx, id: string): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, id);
    if ((await dropRevision(tx, id)) !== null) await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}
