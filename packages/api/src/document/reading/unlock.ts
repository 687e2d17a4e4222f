import { AppError, limits, type DocumentView, type unlockDocumentInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq, lt, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type Ctx, type SignedInCtx, type Within } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { documentKey } from '../../platform/files.ts';
import { removeFiles } from '../upload/files.ts';
import { processDocumentJob } from './jobs.ts';
import { ownDocument, ownDocumentToChange } from '../queries.ts';

const { documents, throttles } = tables;

/** Leave to send the password of one document to the server that opens files. */
export async function startUnlock(ctx: SignedInCtx, id: string) {
  const document = await transact(ctx, (tx) => ownDocumentToChange(tx, id));
  const { token, expiresAt } = await ctx.tokens.signUnlock({ documentId: document.id, userId: ctx.actor.userId }, ctx.now());
  return { path: '/unlock', ticket: token, expiresAt: expiresAt.toISOString() };
}

/**
 * Opens a protected document and has it read. What is kept is the document without its password; the password itself is told
 * to the process that opens the file, and to nothing else. Of a document that was opened already nothing is asked.
 * @throws AppError WRONG_PASSWORD; TOO_MANY after ten tries in a quarter of an hour; CONFLICT where no password is needed
 */
export async function unlockDocument(ctx: SignedInCtx, { id, password }: z.output<typeof unlockDocumentInput>): Promise<DocumentView> {
  const locked = await transact(ctx, async (tx) => {
    const document = await lockedDocument(tx, id);
    if (document) await countTry(tx, id);
    return document;
  });
  if (!locked) return ownDocument(ctx, id);
  const opened = await ctx.files.withLocal(locked.storageKey, (path) => ctx.reader.unlock(path, { fileName: locked.fileName, password }));
  const storageKey = documentKey(ctx.newId());
  await ctx.files.write(storageKey, opened);
  const taken = await transact(ctx, async (tx) => {
    const now = await lockedDocument(tx, id);
    if (now?.storageKey !== locked.storageKey) return false;
    await tx.db.delete(throttles).where(eq(throttles.key, throttleKey(id)));
    await tx.db.update(documents).set({ storageKey, bytes: opened.length, status: 'queued', error: null, activity: 'Waiting for its turn', secondsLeft: null }).where(eq(documents.id, id));
    await removeFiles(tx, [locked.storageKey]);
    await tx.jobs.enqueue(tx.db, processDocumentJob, { documentId: id });
    await publish(tx.db, { kind: 'document', courseId: now.courseId, documentId: id });
    return true;
  }).catch(async (error: unknown) => {
    await ctx.files.remove(storageKey);
    throw error;
  });
  // Opened by another request meanwhile.
  if (!taken) await ctx.files.remove(storageKey);
  return ownDocument(ctx, id);
}

/** Null where it is open by now. */
async function lockedDocument(tx: Within<SignedInCtx>, id: string) {
  const { courseId, status, storageKey, error } = await ownDocumentToChange(tx, id);
  if (status === 'failed' && error?.code !== 'PASSWORD_NEEDED') throw new AppError('CONFLICT', 'This document does not wait for a password.');
  if (status !== 'failed') return null;
  const [row] = await tx.db.select({ fileName: documents.fileName }).from(documents).where(eq(documents.id, id));
  return { courseId, storageKey, fileName: row?.fileName ?? '' };
}

const throttleKey = (id: string) => `unlock:${id}`;

/** Counted before it is tried, so that a hundred tries at once are a hundred. */
async function countTry(tx: Within<Ctx>, id: string): Promise<void> {
  const { tries, windowMinutes } = limits.unlock;
  const now = tx.now();
  const forgotten = new Date(now.getTime() - windowMinutes * 60_000);
  const old = lt(throttles.lastAt, forgotten);
  const [counted] = await tx.db
    .insert(throttles)
    .values({ key: throttleKey(id), count: 1, lastAt: now })
    .onConflictDoUpdate({ target: throttles.key, set: { count: sql`case when ${old} then 1 else ${throttles.count} + 1 end`, lastAt: now }, setWhere: or(old, lt(throttles.count, tries)) })
    .returning({ count: throttles.count });
  if (counted) return;
  const [last] = await tx.db.select({ lastAt: throttles.lastAt }).from(throttles).where(eq(throttles.key, throttleKey(id)));
  const seconds = Math.ceil(((last?.lastAt ?? now).getTime() - forgotten.getTime()) / 1000);
  throw new AppError('TOO_MANY', `${tries} passwords were tried. Look the right one up, and try again in ${Math.max(1, Math.ceil(seconds / 60))} minutes.`, { retryAfter: Math.max(1, seconds) });
}
