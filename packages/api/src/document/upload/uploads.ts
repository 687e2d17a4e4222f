import { limits, notFound } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Deps, Reading, SignedInCtx } from '../../platform/context.ts';
import { toAppError } from '../../platform/errors.ts';
import { finishUpload } from './add.ts';
import { removeFilesJob } from './files.ts';

const { uploads } = tables;

/** What the upload server must know of an upload that the asking user began. */
export async function ownUpload(ctx: Reading, id: string): Promise<{ bytes: number; finished: boolean }> {
  const [row] = await ctx.db
    .select({ bytes: uploads.bytes, finishedAt: uploads.finishedAt })
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.userId, ctx.actor.userId)));
  if (!row) throw notFound('upload');
  return { bytes: row.bytes, finished: row.finishedAt !== null };
}

const settlesAfterMs = 5 * 60_000;
/** Twice as long as a ticket lets anybody go on with it. */
const keptMs = 2 * limits.upload.ticketHours * 3_600_000;

/**
 * Makes the document of uploads whose last byte came while nobody could make it, such as a server that was killed right
 * then, and gives up those that nobody can go on with any more.
 */
export async function lookAfterUploads(deps: Deps): Promise<void> {
  const now = deps.now().getTime();
  const old = new Date(now - keptMs);
  const open = await deps.db
    .select({ id: uploads.id, userId: uploads.userId, bytes: uploads.bytes, createdAt: uploads.createdAt })
    .from(uploads)
    .where(and(isNull(uploads.finishedAt), lt(uploads.createdAt, new Date(now - settlesAfterMs))))
    .orderBy(asc(uploads.createdAt))
    .limit(1_000);
  for (const { id, userId, bytes, createdAt } of open) {
    if (((await deps.files.uploadedBytes(id)) === bytes || deps.external) && (await finished(deps, id, userId))) continue;
    if (createdAt < old) {
      await deps.files.discardUpload(id);
      if (deps.external) await deps.jobs.enqueue(deps.db, removeFilesJob, { external: [id] });
      await deps.db.delete(uploads).where(and(eq(uploads.id, id), isNull(uploads.finishedAt)));
    }
  }
  await deps.files.tidy(old);
  await deps.db.delete(uploads).where(and(isNotNull(uploads.finishedAt), lt(uploads.createdAt, old)));
}

/** False where its student or its course does not take it, such as over the quota: that may change until it is given up. */
async function finished(deps: Deps, id: string, userId: string): Promise<boolean> {
  try {
    await finishUpload(asUploader(deps, userId), { id });
    return true;
  } catch (thrown) {
    const { code, retryable } = toAppError(thrown);
    if (code === 'DUPLICATE') return true;
    // Bytes are still missing, where only another service can tell.
    if (code === 'CONFLICT' && retryable) return false;
    deps.log.warn({ documentId: id, err: thrown }, 'upload could not be finished');
    return code === 'INTERNAL' || code === 'UNAVAILABLE';
  }
}

function asUploader(deps: Deps, userId: string): SignedInCtx {
  return { ...deps, actor: { userId, role: 'student', via: 'system', sessionId: null }, requestId: 'look-after-uploads', ip: null };
}
