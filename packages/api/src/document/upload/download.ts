import { notFound } from '@studywright/core';
import { tables } from '@studywright/db';
import { create as contentDisposition } from 'content-disposition';
import { eq } from 'drizzle-orm';
import type { Deps, SignedInCtx } from '../../platform/context.ts';
import { addressHasRunOut, fileGone } from '../../platform/files/gone.ts';
import { ownDocument } from '../queries.ts';

const { documents } = tables;

/** Where the asking student can fetch the file of a document for a while: a path on the API server. */
export async function fileAddress(ctx: SignedInCtx, id: string): Promise<{ url: string; expiresAt: string }> {
  await ownDocument(ctx, id);
  const { token, expiresAt } = await ctx.tokens.signFile({ documentId: id }, ctx.now());
  return { url: `/files/${token}`, expiresAt: expiresAt.toISOString() };
}

export interface Download {
  key: string;
  bytes: number;
  mediaType: string;
  /** The header `Content-Disposition`: a file to keep, whatever it holds, and never a page. */
  disposition: string;
}

/** What an address of `fileAddress` stands for. @throws AppError NOT_FOUND */
export async function openDownload({ db, tokens, now, files }: Deps, token: string): Promise<Download> {
  const claims = await tokens.readFile(token, now());
  if (!claims) throw addressHasRunOut();
  const [row] = await db.select({ key: documents.storageKey, fileName: documents.fileName, mediaType: documents.mediaType }).from(documents).where(eq(documents.id, claims.documentId));
  if (!row) throw notFound('document');
  const bytes = await files.size(row.key);
  if (bytes === null) throw fileGone();
  return { key: row.key, bytes, mediaType: row.mediaType, disposition: contentDisposition(row.fileName, { type: 'attachment' }) };
}
