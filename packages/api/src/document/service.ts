import { AppError, limits, notFound, type DocumentView, type finishUploadInput, type pasteTextInput, type startUploadInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type SignedInCtx, type Within } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { documentKey, sha256 } from '../platform/files.ts';
import { atLeast, courseRoleOf } from '../platform/procedures.ts';
import { removeFiles } from './files.ts';
import { processDocumentJob } from './jobs.ts';
import { ownDocument, ownDocumentLocked } from './queries.ts';
import { beginRevision, mayBeRevised, sameFile } from './revise.ts';

const { courses, documents, uploads } = tables;

interface NewDocument {
  id: string;
  courseId: string;
  fileName: string;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  storageKey: string;
}

/** The row and its job, in one transaction. False when a document with the same bytes is in the course already. */
async function insertDocument(tx: Within<SignedInCtx>, document: NewDocument): Promise<boolean> {
  const made = await tx.db
    .insert(documents)
    .values({ ...document, uploaderId: tx.actor.userId, createdAt: tx.now() })
    .onConflictDoNothing({ target: [documents.courseId, documents.sha256] })
    .returning({ id: documents.id });
  if (made.length === 0) return false;
  await tx.jobs.enqueue(tx.db, processDocumentJob, { documentId: document.id });
  await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: document.id });
  return true;
}

async function sameBytes(tx: Within<SignedInCtx>, courseId: string, digest: string) {
  const [same] = await tx.db
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(and(eq(documents.courseId, courseId), eq(documents.sha256, digest)));
  return same ?? null;
}

function duplicate(same: { id: string; title: string }): AppError {
  return new AppError('DUPLICATE', `This is the same file as “${same.title}”, which is in this course already. Nothing was added.`, { data: { documentId: same.id } });
}

async function openCourse(tx: Within<SignedInCtx>, courseId: string): Promise<void> {
  await courseRoleOf(tx, courseId, 'teacher');
  const [course] = await tx.db.select({ archivedAt: courses.archivedAt }).from(courses).where(eq(courses.id, courseId));
  if (course?.archivedAt) throw new AppError('CONFLICT', 'This course is archived. Take it out of the archive to add to it.');
}

/** Leave to upload one file. Asked again with the same id, it is given again: an upload goes on where it was. */
export async function startUpload(ctx: SignedInCtx, { id, courseId, fileName, bytes, replaces }: z.output<typeof startUploadInput>) {
  if (bytes > limits.upload.maxBytes) {
    throw new AppError('TOO_LARGE', `“${fileName}” has ${megabytes(bytes)}; ${megabytes(limits.upload.maxBytes)} are allowed. Split it, or save it with smaller pictures.`);
  }
  return transact(ctx, async (tx) => {
    await openCourse(tx, courseId);
    if (replaces !== undefined && (await mayBeRevised(tx, replaces)).courseId !== courseId) throw notFound('document');
    await tx.db.insert(uploads).values({ id, userId: ctx.actor.userId, courseId, fileName, bytes, replaces: replaces ?? null, createdAt: tx.now() }).onConflictDoNothing();
    const [row] = await tx.db.select().from(uploads).where(and(eq(uploads.id, id), eq(uploads.userId, ctx.actor.userId)));
    if (!row || row.courseId !== courseId || row.bytes !== bytes || row.replaces !== (replaces ?? null)) throw new AppError('CONFLICT', 'This upload was begun for something else. Choose the file again.');
    const { token, expiresAt } = await tx.tokens.signUpload({ documentId: id, courseId, userId: ctx.actor.userId, fileName: row.fileName, bytes }, tx.now());
    return { path: '/uploads', ticket: token, expiresAt: expiresAt.toISOString() };
  });
}

/**
 * Makes the document of an upload whose last byte has come. Called by whoever notices first, the upload server or the
 * student's page; the others find it done.
 * @throws AppError CONFLICT (retryable) while bytes are missing; DUPLICATE with the id of the document that is the same
 */
export async function finishUpload(ctx: SignedInCtx, { id }: z.output<typeof finishUploadInput>): Promise<DocumentView> {
  let same: { id: string; title: string } | null = null;
  const { documentId, replaces } = await transact(ctx, async (tx) => {
    const [upload] = await tx.db
      .select()
      .from(uploads)
      .where(and(eq(uploads.id, id), eq(uploads.userId, ctx.actor.userId)))
      .for('update');
    if (!upload) throw notFound('upload');
    const { replaces: revised } = upload;
    if (upload.documentId !== null) return { documentId: upload.documentId, replaces: revised };
    const key = documentKey(id);
    const found = await tx.files.inspectUpload(id, key);
    if (!found || found.bytes !== upload.bytes) throw new AppError('CONFLICT', 'This upload is not complete yet.', { retryable: true, data: { received: found?.bytes ?? 0 } });
    if (revised !== null) {
      same = await beginRevision(tx, { documentId: revised, fileName: upload.fileName, bytes: found.bytes, sha256: found.sha256, storageKey: key });
      await tx.db.update(uploads).set({ documentId: revised, finishedAt: tx.now() }).where(eq(uploads.id, id));
      if (same === null) await tx.files.takeUpload(id, key);
      else await tx.files.discardUpload(id);
      return { documentId: revised, replaces: revised };
    }
    const added = await insertDocument(tx, { id, courseId: upload.courseId, fileName: upload.fileName, title: titleOf(upload.fileName), mediaType: 'application/octet-stream', bytes: found.bytes, sha256: found.sha256, storageKey: key });
    const made = added ? { id } : await sameBytes(tx, upload.courseId, found.sha256);
    if (!made) throw new AppError('CONFLICT', 'This document was just deleted. Upload it again.', { retryable: true });
    await tx.db.update(uploads).set({ documentId: made.id, finishedAt: tx.now() }).where(eq(uploads.id, id));
    if (added) await tx.files.takeUpload(id, key);
    else await tx.files.discardUpload(id);
    return { documentId: made.id, replaces: null };
  });
  const view = await ownDocument(ctx, documentId);
  if (same !== null) throw sameFile(documentId, same);
  if (documentId !== id && replaces === null) throw duplicate({ id: documentId, title: view.title });
  return view;
}

export async function pasteText(ctx: SignedInCtx, { id, courseId, title, text }: z.output<typeof pasteTextInput>): Promise<DocumentView> {
  const bytes = new TextEncoder().encode(text);
  const digest = sha256(bytes);
  // Of our own making: an id that the client makes must never decide which file is written.
  const storageKey = documentKey(ctx.newId());
  await ctx.files.write(storageKey, bytes);
  const same = await transact(ctx, async (tx) => {
    await openCourse(tx, courseId);
    const added = await insertDocument(tx, { id, courseId, fileName: `${title}.${isMarkdown(text) ? 'md' : 'txt'}`, title, mediaType: 'text/plain', bytes: bytes.length, sha256: digest, storageKey });
    return added ? null : sameBytes(tx, courseId, digest);
  }).catch(async (error: unknown) => {
    await ctx.files.remove(storageKey);
    throw error;
  });
  if (same) await ctx.files.remove(storageKey);
  // The same request again finds its own document.
  if (same && same.id !== id) throw duplicate(same);
  return ownDocument(ctx, id);
}

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
    await removeFiles(tx, [document.storageKey]);
    await tx.db.delete(uploads).where(eq(uploads.documentId, id));
    await tx.db.delete(documents).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
}

/** Notes are often kept in Markdown; its headings make better topics than lines that start with a number sign. */
function isMarkdown(text: string): boolean {
  return /^#{1,6} \S/m.test(text);
}

function mayChange({ role }: { role: Parameters<typeof atLeast>[0] }): void {
  if (!atLeast(role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its documents.');
}

function titleOf(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return base.slice(0, 200) || 'Untitled';
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1)} MB`;
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
