import { AppError, cleanFileName, notFound, sizeText, titleOfFile, type DocumentView, type finishUploadInput, type pasteTextInput, type startUploadInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type Reading, type SignedInCtx, type Within } from '../../platform/context.ts';
import { toAppError } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { documentKey, uploadKey } from '../../platform/files.ts';
import { courseRoleOf } from '../../platform/procedures.ts';
import { removeFilesJob } from './files.ts';
import { processDocumentJob } from '../reading/jobs.ts';
import { ownDocument } from '../queries.ts';
import { beginRevision, mayBeRevised, sameFile } from '../revision/revise.ts';
import { takeStorage } from './storage.ts';

const { courses, documentRevisions, documents, uploads, users } = tables;

interface NewDocument {
  id: string;
  courseId: string;
  fileName: string;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  storageKey: string;
  tags?: string[];
}

/** The row and its job, in one transaction. False when a document with the same bytes is in the course already. */
async function insertDocument(tx: Within<SignedInCtx>, document: NewDocument): Promise<boolean> {
  const made = await tx.db
    .insert(documents)
    .values({ ...document, uploaderId: tx.actor.userId, createdAt: tx.now(), ...(await wayOf(tx)) })
    .onConflictDoNothing({ target: [documents.courseId, documents.sha256] })
    .returning({ id: documents.id });
  if (made.length === 0) return false;
  await tx.jobs.enqueue(tx.db, processDocumentJob, { documentId: document.id });
  await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: document.id });
  return true;
}

/** What the student wants to be done with a document once it is read. */
async function wayOf(tx: Within<SignedInCtx>) {
  const [student] = await tx.db.select({ makeAtOnce: users.makeAtOnce, lookAtDrafts: users.lookAtDrafts }).from(users).where(eq(users.id, tx.actor.userId));
  return { makeAtOnce: student?.makeAtOnce ?? true, acceptAtOnce: student !== undefined && !student.lookAtDrafts };
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

async function openCourse(tx: Reading, courseId: string): Promise<void> {
  await courseRoleOf(tx, courseId, 'teacher');
  const [course] = await tx.db.select({ archivedAt: courses.archivedAt }).from(courses).where(eq(courses.id, courseId));
  if (course?.archivedAt) throw new AppError('CONFLICT', 'This course is archived. Take it out of the archive to add to it.');
}

export function tooLarge(fileName: string, bytes: number | null, maxBytes: number): AppError {
  const has = bytes === null ? `has more than ${sizeText(maxBytes)}, which is the most` : `has ${sizeText(bytes)}; ${sizeText(maxBytes)} are allowed`;
  return new AppError('TOO_LARGE', `“${fileName}” ${has}. Split it, or save it with smaller pictures.`);
}

/** Leave to upload one file. Asked again with the same id, it is given again: an upload goes on where it was. */
export async function startUpload(ctx: SignedInCtx, { id, courseId, fileName: given, bytes, replaces }: z.output<typeof startUploadInput>) {
  const fileName = cleanFileName(given);
  if (bytes > ctx.rules.maxBytes) throw tooLarge(fileName, bytes, ctx.rules.maxBytes);
  return transact(ctx, async (tx) => {
    await openCourse(tx, courseId);
    if (replaces !== undefined && (await mayBeRevised(tx, replaces)).courseId !== courseId) throw notFound('document');
    const mine = and(eq(uploads.id, id), eq(uploads.userId, ctx.actor.userId));
    const [begun] = await tx.db.select({ finishedAt: uploads.finishedAt }).from(uploads).where(mine);
    if (!begun && (await isKept(tx, documentKey(id)))) throw new AppError('CONFLICT', 'This upload has become a document already. Choose the file again.');
    if (!begun?.finishedAt) await takeStorage(tx, { bytes, fileName, upload: id });
    await tx.db.insert(uploads).values({ id, userId: ctx.actor.userId, courseId, fileName, bytes, replaces: replaces ?? null, createdAt: tx.now() }).onConflictDoNothing();
    const [row] = await tx.db.select().from(uploads).where(mine);
    if (!row || row.courseId !== courseId || row.bytes !== bytes || row.replaces !== (replaces ?? null)) throw new AppError('CONFLICT', 'This upload was begun for something else. Choose the file again.');
    // What is reserved for it, and what has come of it, is kept for as long as this ticket holds.
    if (row.finishedAt === null) await tx.db.update(uploads).set({ createdAt: tx.now() }).where(mine);
    const { token, expiresAt } = await tx.tokens.signUpload({ documentId: id, courseId, userId: ctx.actor.userId, fileName: row.fileName, bytes }, tx.now());
    return { path: '/uploads', ticket: token, expiresAt: expiresAt.toISOString() };
  });
}

/** An upload is forgotten some days after its end, and its id is the client's: by the same one again, nobody may write over its document's file. */
async function isKept(tx: Reading, key: string): Promise<boolean> {
  const document = await tx.db.select({ id: documents.id }).from(documents).where(sql`${documents.storageKey} collate "C" = ${key}`).limit(1);
  const revision = await tx.db.select({ id: documentRevisions.id }).from(documentRevisions).where(eq(documentRevisions.storageKey, key)).limit(1);
  return document.length + revision.length > 0;
}

/**
 * Makes the document of an upload whose last byte has come. Called by whoever notices first, the upload server or the
 * student's page; the others find it done.
 * @throws AppError CONFLICT (retryable) while bytes are missing; DUPLICATE with the id of the document that is the same
 */
export async function finishUpload(ctx: SignedInCtx, { id }: z.output<typeof finishUploadInput>): Promise<DocumentView> {
  const key = documentKey(id);
  const mine = and(eq(uploads.id, id), eq(uploads.userId, ctx.actor.userId));
  const [before] = await ctx.db.select({ documentId: uploads.documentId, bytes: uploads.bytes }).from(uploads).where(mine);
  if (!before) throw notFound('upload');
  // Its digest is that of all its bytes: taken before anything is locked, for nobody can change what is complete.
  const found = before.documentId === null ? await arrived(ctx, id, before.bytes) : null;
  const made = await transact(ctx, async (tx) => {
    const [begun] = await tx.db.select({ bytes: uploads.bytes, fileName: uploads.fileName, documentId: uploads.documentId }).from(uploads).where(mine);
    if (begun && begun.documentId === null) await takeStorage(tx, { bytes: begun.bytes, fileName: begun.fileName, upload: id });
    const [upload] = await tx.db.select().from(uploads).where(mine).for('update');
    if (!upload) throw notFound('upload');
    const { replaces } = upload;
    if (upload.documentId !== null) {
      // Somebody else was faster; what was fetched a second time is of no use.
      if (found?.fetched) await tx.files.discardUpload(id);
      return { documentId: upload.documentId, replaces, same: null };
    }
    if (!found || found.bytes !== upload.bytes) throw new AppError('CONFLICT', 'This upload is not complete yet.', { retryable: true, data: { received: found?.bytes ?? 0 } });
    if (replaces !== null) {
      const same = await beginRevision(tx, { documentId: replaces, fileName: upload.fileName, bytes: found.bytes, sha256: found.sha256, storageKey: key });
      await settle(tx, id, replaces, found.fetched);
      if (same === null) await tx.files.takeUpload(id, key);
      else await tx.files.discardUpload(id);
      return { documentId: replaces, replaces, same };
    }
    const added = await insertDocument(tx, { id, courseId: upload.courseId, fileName: upload.fileName, title: titleOfFile(upload.fileName), mediaType: 'application/octet-stream', bytes: found.bytes, sha256: found.sha256, storageKey: key });
    const same = added ? { id } : await sameBytes(tx, upload.courseId, found.sha256);
    if (!same) throw new AppError('CONFLICT', 'This document was just deleted. Upload it again.', { retryable: true });
    await settle(tx, id, same.id, found.fetched);
    if (added) await tx.files.takeUpload(id, key);
    else await tx.files.discardUpload(id);
    return { documentId: same.id, replaces, same: null };
  });
  const { documentId } = made;
  const view = await ownDocument(ctx, documentId);
  if (made.same) throw sameFile(documentId, made.same);
  if (documentId !== id && made.replaces === null) throw duplicate({ id: documentId, title: view.title });
  return view;
}

/** All that has come of an upload, fetched first from where browsers send files instead of to us; null while there is nothing. */
async function arrived(ctx: SignedInCtx, id: string, bytes: number) {
  const here = await ctx.files.inspectUpload(id, documentKey(id));
  if (here?.bytes === bytes || !ctx.external) return here && { ...here, fetched: false };
  const source = await ctx.external.fetch(id, bytes);
  return source ? { ...(await ctx.files.writeStream(uploadKey(id), source)), fetched: true } : here && { ...here, fetched: false };
}

async function settle(tx: Within<SignedInCtx>, id: string, documentId: string, fetched: boolean): Promise<void> {
  await tx.db.update(uploads).set({ documentId, finishedAt: tx.now() }).where(eq(uploads.id, id));
  if (fetched) await tx.jobs.enqueue(tx.db, removeFilesJob, { external: [id] });
}

export interface IncomingFile {
  /** Of the document, made by the client; the same one again finds the same document. */
  id: string;
  courseId: string;
  fileName: string;
  /** The file's name without its ending, where it is left out. */
  title?: string | undefined;
  tags?: string[];
  mediaType: string;
}

/**
 * Keeps a file that comes at once and makes its document. Whatever goes wrong, nothing of it stays.
 * @param source throws where the file may not come to its end; what it throws is thrown here
 */
export async function addFile(ctx: SignedInCtx, { id, courseId, fileName: given, title, tags = [], mediaType }: IncomingFile, source: AsyncIterable<Uint8Array>): Promise<DocumentView> {
  const fileName = cleanFileName(given);
  await transact(ctx, async (tx) => {
    await openCourse(tx, courseId);
    // Before all of it comes for nothing; how much it is, is known once it is here.
    await takeStorage(tx, { bytes: 1, fileName });
  });
  // Of our own making: an id that the client makes must never decide which file is written.
  const storageKey = documentKey(ctx.newId());
  const { maxBytes } = ctx.rules;
  const { bytes, sha256: digest } = await ctx.files.writeStream(storageKey, upTo(source, maxBytes, () => tooLarge(fileName, null, maxBytes)));
  const same = await transact(ctx, async (tx) => {
    if (bytes === 0) throw new AppError('BAD_INPUT', `“${fileName}” is empty. Choose a file with something in it.`);
    await openCourse(tx, courseId);
    const there = await sameBytes(tx, courseId, digest);
    if (there) return there;
    await takeStorage(tx, { bytes, fileName });
    const added = await insertDocument(tx, { id, courseId, fileName, title: title ?? titleOfFile(fileName), tags, mediaType, bytes, sha256: digest, storageKey });
    return added ? null : sameBytes(tx, courseId, digest);
  }).catch(async (error: unknown) => {
    // Whether it was stored is not known then; what nobody names is found by the weekly check.
    if (toAppError(error).code !== 'UNAVAILABLE') await ctx.files.remove(storageKey);
    throw error;
  });
  if (same) await ctx.files.remove(storageKey);
  // The same request again finds its own document.
  if (same && same.id !== id) throw duplicate(same);
  return ownDocument(ctx, id);
}

export async function pasteText(ctx: SignedInCtx, { id, courseId, title, text }: z.output<typeof pasteTextInput>): Promise<DocumentView> {
  const bytes = new TextEncoder().encode(text);
  return addFile(ctx, { id, courseId, fileName: `${title.replace(/[\\/]/g, '-')}.${isMarkdown(text) ? 'md' : 'txt'}`, title, mediaType: 'text/plain' }, once(bytes));
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function* upTo(source: AsyncIterable<Uint8Array>, most: number, error: () => AppError) {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > most) throw error();
    yield chunk;
  }
}

/** Notes are often kept in Markdown; its headings make better topics than lines that start with a number sign. */
function isMarkdown(text: string): boolean {
  return /^#{1,6} \S/m.test(text);
}
