import { notFound } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';

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
