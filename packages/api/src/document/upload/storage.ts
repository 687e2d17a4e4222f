import { AppError, limits, sizeText, storageQuota, type UploadRules } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Reading } from '../../platform/context.ts';
import { accountGone } from '../../platform/errors.ts';

const { documentRevisions, documents, flashcards, uploads, users } = tables;

/** Bytes of what the asking student uploaded, of the pictures on the cards that were made of it, and what is promised to uploads that may still go on, without the upload `except`. */
async function storageUsed({ db, actor, now }: Reading, except: string | null): Promise<number> {
  const mine = eq(uploads.userId, actor.userId);
  const since = new Date(now().getTime() - limits.upload.ticketHours * 3_600_000);
  const total = sql<number>`coalesce(sum(bytes), 0)::float8`;
  const sums = await Promise.all([
    db.select({ total }).from(documents).where(eq(documents.uploaderId, actor.userId)),
    // A document that is read again has no second file.
    db
      .select({ total: sql<number>`coalesce(sum(${documentRevisions.bytes}), 0)::float8` })
      .from(documentRevisions)
      .innerJoin(documents, eq(documents.id, documentRevisions.documentId))
      .where(and(eq(documentRevisions.uploaderId, actor.userId), ne(documentRevisions.storageKey, documents.storageKey))),
    db
      .select({ total: sql<number>`coalesce(sum((${flashcards.figure}->>'bytes')::bigint), 0)::float8` })
      .from(flashcards)
      .innerJoin(documents, eq(documents.id, flashcards.documentId))
      .where(and(eq(documents.uploaderId, actor.userId), isNotNull(flashcards.figure))),
    db.select({ total }).from(uploads).where(and(mine, isNull(uploads.finishedAt), gt(uploads.createdAt, since), except === null ? undefined : ne(uploads.id, except))),
  ]);
  return sums.reduce((sum, [row]) => sum + (row?.total ?? 0), 0);
}

/**
 * Waits for whatever else stores something for this student at this moment, and then sees to it that so many bytes more
 * are within the quota. Holds until the transaction ends.
 * @param upload whose own reservation does not count
 * @throws AppError OVER_QUOTA
 */
export async function takeStorage(tx: Reading, { bytes, fileName, upload = null }: { bytes: number; fileName: string; upload?: string | null }): Promise<void> {
  const [user] = await tx.db.select({ plan: users.plan }).from(users).where(eq(users.id, tx.actor.userId)).for('no key update');
  if (!user) throw accountGone();
  const quota = storageQuota(user.plan);
  const used = await storageUsed(tx, upload);
  if (used + bytes <= quota) return;
  const largest = await tx.db.select({ title: documents.title, bytes: documents.bytes }).from(documents).where(eq(documents.uploaderId, tx.actor.userId)).orderBy(desc(documents.bytes)).limit(3);
  const named = largest.map((one) => `“${one.title}” (${sizeText(one.bytes)})`).join(', ');
  const help = named === '' ? 'Finish or cancel other uploads first.' : `Delete documents that you no longer need; the largest ${largest.length === 1 ? 'is' : 'are'} ${named}.`;
  throw new AppError('OVER_QUOTA', `“${fileName}” needs ${sizeText(bytes)}, and ${sizeText(used)} of your ${sizeText(quota)} are used. ${help}`, { data: { used, quota, needed: bytes } });
}

export async function uploadRules(ctx: Reading): Promise<UploadRules> {
  const { maxBytes, maxFilesAtOnce } = ctx.rules;
  const [[user], used] = await Promise.all([ctx.db.select({ plan: users.plan }).from(users).where(eq(users.id, ctx.actor.userId)), storageUsed(ctx, null)]);
  if (!user) throw accountGone();
  return { maxBytes, maxFilesAtOnce, via: ctx.external ? 'uploadthing' : 'tus', storage: { used, quota: storageQuota(user.plan) } };
}
