import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Deps } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import type { StoredFile } from '../../platform/files/port.ts';
import { fileGone } from '../../platform/files/gone.ts';

const { documents, flashcards, strayFiles, uploads } = tables;

const dayMs = 24 * 3_600_000;
/** A little less than the week between two checks. */
const graceMs = 6 * dayMs;
const batch = 500;
const gone = 'FILE_GONE';

/**
 * Compares what is stored with what the rows name, both read page by page and in the same order.
 *
 * - A document's file that no row names is written down, and removed when the next check, a week later, still finds it so:
 *   whoever restores a database from a backup has that long to restore the rest.
 * - A document whose file is missing is told so in its `error`; its cards stay, and so does its status.
 * - Pictures of pages that are no longer shown, those that are on no card and uploads that nobody can finish are removed at once.
 *
 * What is younger than a day is left alone: it may be on its way.
 */
export async function checkFiles(deps: Deps, signal: AbortSignal): Promise<void> {
  const began = deps.now();
  const settled = new Date(began.getTime() - dayMs);
  const found = { strays: 0, removed: 0, missing: 0 };
  for await (const { key, file, row } of matched(deps.files.list('documents/'), namedKeys(deps), signal)) {
    if (!row && file && file.modifiedAt < settled) found.strays += await noteStray(deps, key, began);
    else if (row && !file) found.missing += await markMissing(deps, key, settled);
  }
  found.removed = await removeStrays(deps, began, signal);
  await clearMarks(deps);
  await removeOldPictures(deps, settled, signal);
  await removeOldFigures(deps, settled, signal);
  await removeLostUploads(deps, new Date(began.getTime() - 2 * limits.upload.ticketHours * 3_600_000), signal);
  if (found.strays + found.removed + found.missing > 0) deps.log.warn(found, 'files and documents do not match');
}

interface Matched {
  key: string;
  file: StoredFile | null;
  row: boolean;
}

/** Both sides by key, as one pass over two sorted lists. */
async function* matched(files: AsyncIterable<StoredFile>, keys: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<Matched> {
  const stored = files[Symbol.asyncIterator]();
  const named = keys[Symbol.asyncIterator]();
  let [file, key] = [await stored.next(), await named.next()];
  while (!file.done || !key.done) {
    signal.throwIfAborted();
    const order = file.done ? 1 : key.done ? -1 : Buffer.compare(Buffer.from(file.value.key), Buffer.from(key.value));
    if (!file.done && order <= 0) yield { key: file.value.key, file: file.value, row: order === 0 };
    else if (!key.done) yield { key: key.value, file: null, row: true };
    if (order <= 0) file = await stored.next();
    if (order >= 0) key = await named.next();
  }
}

const keyRow = z.object({ key: z.string() });

async function* namedKeys({ db }: Deps): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const page = (from: string) => sql.raw(`(select storage_key as key from ${from} where storage_key collate "C" > `).append(sql`${after} order by storage_key collate "C" limit ${batch})`);
    const rows = z.array(keyRow).parse([...(await db.execute(sql`select distinct key collate "C" as key from (${page('documents')} union all ${page('document_revisions')}) as named order by 1 limit ${batch}`))]);
    for (const { key } of rows) yield key;
    const last = rows.at(-1);
    if (rows.length < batch || !last) return;
    after = last.key;
  }
}

async function noteStray({ db }: Deps, key: string, seenAt: Date): Promise<number> {
  await db.insert(strayFiles).values({ key, foundAt: seenAt, seenAt }).onConflictDoUpdate({ target: strayFiles.key, set: { seenAt } });
  return 1;
}

async function removeStrays({ db, files }: Deps, began: Date, signal: AbortSignal): Promise<number> {
  // What has a row again, or is no longer there.
  await db.delete(strayFiles).where(lt(strayFiles.seenAt, began));
  let removed = 0;
  for (;;) {
    const old = await db.select({ key: strayFiles.key }).from(strayFiles).where(lte(strayFiles.foundAt, new Date(began.getTime() - graceMs))).limit(batch);
    if (old.length === 0) return removed;
    for (const { key } of old) {
      signal.throwIfAborted();
      await files.remove(key);
      await db.delete(strayFiles).where(eq(strayFiles.key, key));
      removed += 1;
    }
  }
}

/** Looked at once more: its file may have come, or its row may have changed, since the lists were read. */
async function markMissing({ db, files }: Deps, key: string, settled: Date): Promise<number> {
  if ((await files.size(key)) !== null) return 0;
  const error = { code: gone, detail: fileGone().detail, retryable: false };
  const marked = await db
    .update(documents)
    .set({ error })
    .where(and(sql`${documents.storageKey} collate "C" = ${key}`, lt(documents.createdAt, settled), isNull(documents.error), inArray(documents.status, ['ready', 'cancelled'])))
    .returning({ id: documents.id, courseId: documents.courseId });
  for (const { id, courseId } of marked) await publish(db, { kind: 'document', courseId, documentId: id });
  return marked.length;
}

/** Of documents whose file is there again, such as restored from a backup. */
async function clearMarks({ db, files }: Deps): Promise<void> {
  const marked = await db.select({ id: documents.id, courseId: documents.courseId, key: documents.storageKey }).from(documents).where(sql`${documents.error}->>'code' = ${gone}`);
  for (const { id, courseId, key } of marked) {
    if ((await files.size(key)) === null) continue;
    await db.update(documents).set({ error: null }).where(and(eq(documents.id, id), sql`${documents.error}->>'code' = ${gone}`));
    await publish(db, { kind: 'document', courseId, documentId: id });
  }
}

async function removeOldPictures({ db, files }: Deps, before: Date, signal: AbortSignal): Promise<void> {
  for await (const keys of inBatches(files.list('pictures/'), before, signal)) {
    const parts = keys.map((key) => ({ key, shown: /^pictures\/[^/]+\/([0-9a-f-]{36})\/(\d+)\//.exec(key) }));
    const ids = [...new Set(parts.flatMap(({ shown }) => shown?.[1] ?? []))];
    const rows = ids.length === 0 ? [] : await db.select({ id: documents.id, revision: documents.revision }).from(documents).where(inArray(documents.id, ids));
    const revisions = new Map(rows.map(({ id, revision }) => [id, String(revision)]));
    for (const { key, shown } of parts) if (!shown || revisions.get(shown[1] ?? '') !== shown[2]) await files.remove(key);
  }
}

async function removeOldFigures({ db, files }: Deps, before: Date, signal: AbortSignal): Promise<void> {
  for await (const keys of inBatches(files.list('figures/'), before, signal)) {
    const ids = [...new Set(keys.flatMap((key) => /^figures\/[^/]+\/([0-9a-f-]{36})\//.exec(key)?.[1] ?? []))];
    const shown = ids.length === 0 ? [] : await db.select({ figure: flashcards.figure }).from(flashcards).where(and(inArray(flashcards.documentId, ids), isNotNull(flashcards.figure)));
    const kept = new Set(shown.map(({ figure }) => figure?.key));
    for (const key of keys) if (!kept.has(key)) await files.remove(key);
  }
}

/** Uploads whose rows went with their student or course, or were never made. */
async function removeLostUploads({ db, files }: Deps, before: Date, signal: AbortSignal): Promise<void> {
  for await (const keys of inBatches(files.list('uploads/'), before, signal)) {
    const ids = [...new Set(keys.flatMap((key) => /^uploads\/([0-9a-f-]{36})(?:\.\w+)?$/.exec(key)?.[1] ?? []))];
    const open = ids.length === 0 ? [] : await db.select({ id: uploads.id }).from(uploads).where(and(inArray(uploads.id, ids), isNull(uploads.finishedAt)));
    const kept = new Set(open.map(({ id }) => id));
    for (const id of ids) if (!kept.has(id)) await files.discardUpload(id);
  }
}

async function* inBatches(files: AsyncIterable<StoredFile>, before: Date, signal: AbortSignal): AsyncGenerator<string[]> {
  let keys: string[] = [];
  for await (const { key, modifiedAt } of files) {
    signal.throwIfAborted();
    if (modifiedAt < before) keys.push(key);
    if (keys.length < batch) continue;
    yield keys;
    keys = [];
  }
  if (keys.length > 0) yield keys;
}
