import { tables } from '@studywright/db';
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Within } from '../../platform/context.ts';
import { figuresPrefix, picturesPrefix } from '../../platform/files.ts';
import { defineJob } from '../../platform/jobs.ts';

const { documentRevisions, documents, uploads } = tables;

const names = z.array(z.string()).max(1_000).optional();

/** Removing a file can fail and be tried again; removing its row can not be half done. */
export const removeFilesJob = defineJob({
  name: 'remove-files',
  payload: z.object({ keys: names, /** All below them. */ prefixes: names, /** Ids of uploads that nobody will finish. */ uploads: names, /** Ids of uploads, where browsers sent them to another service. */ external: names }),
  retry: { limit: 10, delaySeconds: 30 },
  async run({ keys = [], prefixes = [], uploads: ids = [], external: fetched = [] }, { deps: { files, external } }) {
    for (const key of keys) await files.remove(key);
    for (const prefix of prefixes) await files.removeAll(prefix);
    for (const id of ids) await files.discardUpload(id);
    for (const id of [...ids, ...fetched]) await external?.remove(id);
  },
});

/** Part of the transaction that deletes the rows. */
export async function removeFiles(ctx: Within<Ctx>, keys: readonly string[]): Promise<void> {
  for (const part of parts(keys)) await ctx.jobs.enqueue(ctx.db, removeFilesJob, { keys: part });
}

/** The pictures of a document's pages, of all its revisions or of one; part of the transaction that does away with them. */
export async function removePictures(ctx: Within<Ctx>, documentId: string, revision?: number): Promise<void> {
  await ctx.jobs.enqueue(ctx.db, removeFilesJob, { prefixes: [picturesPrefix(documentId, revision)] });
}

/** All files of these documents, those of their revisions, their pictures and those on their cards; before their rows go, in the same transaction. */
export async function removeFilesOf(ctx: Within<Ctx>, which: SQL | undefined): Promise<void> {
  const held = await ctx.db.select({ id: documents.id, key: documents.storageKey }).from(documents).where(which);
  const revised = await ctx.db.select({ key: documentRevisions.storageKey }).from(documentRevisions).innerJoin(documents, eq(documents.id, documentRevisions.documentId)).where(which);
  for (const part of parts(held)) await ctx.jobs.enqueue(ctx.db, removeFilesJob, { keys: part.map(({ key }) => key), prefixes: part.flatMap(({ id }) => [picturesPrefix(id), figuresPrefix(id)]) });
  await removeFiles(ctx, revised.map(({ key }) => key));
}

/** What has come of these uploads; before their rows go, in the same transaction. */
export async function removeUploads(ctx: Within<Ctx>, which: SQL | undefined): Promise<void> {
  const open = await ctx.db.select({ id: uploads.id }).from(uploads).where(and(which, isNull(uploads.finishedAt)));
  for (const part of parts(open)) await ctx.jobs.enqueue(ctx.db, removeFilesJob, { uploads: part.map(({ id }) => id) });
}

function* parts<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += 1_000) yield items.slice(from, from + 1_000);
}
