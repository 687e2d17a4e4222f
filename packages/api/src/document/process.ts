import { ground, type ModelUsage } from '@studywright/ai';
import { percentOf, secondsLeft, type DocumentStep, type Outline, type PageKind, type SourceDocument } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Deps } from '../platform/context.ts';
import { toAppError } from '../platform/errors.ts';
import { publish } from '../platform/events.ts';
import type { JobRun } from '../platform/jobs.ts';
import { storeDrafts } from './drafts.ts';

const { documents, modelCalls, pages, passages, topics } = tables;

/**
 * The way of a document: read, find topics, write, finish. Each step ends with what it made and where it stands in one
 * transaction, so that a worker that takes over begins after the last one that ended, and nothing is made twice.
 */
export async function processDocument(documentId: string, run: JobRun): Promise<void> {
  const { deps, signal } = run;
  const document = await claim(deps, documentId);
  if (!document) return;
  const work: Work = { deps, signal, document, begun: deps.now(), lastTold: 0 };
  try {
    const source = await read(work);
    const outline = await findTopics(work, source);
    await write(work, source, outline);
    await finish(work);
  } catch (thrown) {
    await giveUp(work, thrown, run);
  }
}

interface Claimed {
  id: string;
  courseId: string;
  uploaderId: string | null;
  title: string;
  fileName: string;
  storageKey: string;
  mediaType: string;
  pageKind: PageKind;
  language: string | null;
  pageCount: number | null;
  keyTerms: string[];
  engine: string | null;
}

interface Work {
  deps: Deps;
  signal: AbortSignal;
  document: Claimed;
  /** Start of the current step, for the estimate. */
  begun: Date;
  /** When the page was last told, epoch milliseconds. */
  lastTold: number;
}

async function claim({ db, now }: Deps, id: string): Promise<Claimed | null> {
  const [row] = await db
    .update(documents)
    .set({ status: 'working', startedAt: now(), error: null })
    .where(and(eq(documents.id, id), sql`${documents.status} <> 'ready'`))
    .returning({
      id: documents.id,
      courseId: documents.courseId,
      uploaderId: documents.uploaderId,
      title: documents.title,
      fileName: documents.fileName,
      storageKey: documents.storageKey,
      mediaType: documents.mediaType,
      pageKind: documents.pageKind,
      language: documents.language,
      pageCount: documents.pageCount,
      keyTerms: documents.keyTerms,
      engine: documents.engine,
    });
  return row ?? null;
}

const tellEveryMs = 250;

/** Writes where the work stands; between two steps' ends not more often than a person could read. */
async function tell({ deps, document, begun }: Work, db: Queryable, step: DocumentStep, done: number, total: number, activity: string): Promise<void> {
  const elapsed = deps.now().getTime() - begun.getTime();
  await db
    .update(documents)
    .set({ step, percent: percentOf(step, done, total), activity, secondsLeft: secondsLeft(step, done, total, elapsed) })
    .where(eq(documents.id, document.id));
  await publish(db, { kind: 'document', courseId: document.courseId, documentId: document.id });
}

async function tellSometimes(work: Work, step: DocumentStep, done: number, total: number, activity: string): Promise<void> {
  const now = work.deps.now().getTime();
  if (now - work.lastTold < tellEveryMs) return;
  work.lastTold = now;
  await tell(work, work.deps.db, step, done, total, activity);
}

async function read(work: Work): Promise<SourceDocument> {
  const { deps, document, signal } = work;
  if (document.pageCount !== null) return storedSource(deps, document);
  work.begun = deps.now();
  await tell(work, deps.db, 'read', 0, 1, 'Opening the file');
  let telling = Promise.resolve();
  const source = await deps.files.withLocal(document.storageKey, (path) =>
    deps.reader.extract(path, {
      fileName: document.fileName,
      signal,
      onProgress: (done, total) => {
        telling = telling.then(() => tellSometimes(work, 'read', done, total, `Reading page ${Math.min(done + 1, total)} of ${total}`)).catch(() => {});
      },
    }),
  );
  await telling;
  await deps.db.transaction(async (tx) => {
    for (const chunk of chunks(source.pages, 200)) {
      await tx.insert(pages).values(
        chunk.map(({ number, text, ocr, warning }) => ({
          documentId: document.id,
          number,
          text,
          ocr,
          warning: warning ?? null,
          headings: source.headings.filter((heading) => heading.page === number).map(({ start, end, level, text: words }) => ({ start, end, level, text: words })),
        })),
      );
    }
    for (const chunk of chunks([...source.passages.entries()], 1_000)) {
      await tx.insert(passages).values(chunk.map(([ordinal, { page, start, end, path }]) => ({ documentId: document.id, ordinal, page, start, end, path })));
    }
    await tx.update(documents).set({ pageCount: source.pages.length, language: source.language, mediaType: source.mediaType, pageKind: source.pageKind }).where(eq(documents.id, document.id));
    await tell(work, tx, 'topics', 0, 1, 'Finding the topics');
  });
  return source;
}

/** What an earlier try read. */
async function storedSource({ db }: Deps, document: Claimed): Promise<SourceDocument> {
  const [pageRows, passageRows] = await Promise.all([
    db.select().from(pages).where(eq(pages.documentId, document.id)).orderBy(asc(pages.number)),
    db.select().from(passages).where(eq(passages.documentId, document.id)).orderBy(asc(passages.ordinal)),
  ]);
  const texts = new Map(pageRows.map((row) => [row.number, row.text]));
  return {
    title: document.title,
    mediaType: document.mediaType,
    pageKind: document.pageKind,
    language: document.language ?? 'und',
    pages: pageRows.map(({ number, text, ocr, warning }) => ({ number, text, ocr, ...(warning !== null && { warning }) })),
    headings: pageRows.flatMap(({ number, headings }) => headings.map((heading) => ({ page: number, ...heading }))),
    passages: passageRows.map(({ page, start, end, path }) => ({ page, start, end, path, text: (texts.get(page) ?? '').slice(start, end) })),
  };
}

async function findTopics(work: Work, source: SourceDocument): Promise<Outline> {
  const { deps, document } = work;
  const stored = await deps.db.select({ title: topics.title, terms: topics.terms, passages: sql<number[]>`coalesce(${topics.fresh}, ${topics.passages})` }).from(topics).where(eq(topics.documentId, document.id)).orderBy(asc(topics.ordinal));
  if (document.engine !== null) return { terms: document.keyTerms, topics: stored };
  work.begun = deps.now();
  const outline = await deps.model.outline(source, callOf(work));
  await deps.db.transaction(async (tx) => {
    for (const chunk of chunks([...outline.topics.entries()], 500)) {
      await tx.insert(topics).values(
        chunk.map(([ordinal, topic]) => ({
          id: deps.newId(),
          courseId: document.courseId,
          documentId: document.id,
          ordinal,
          title: topic.title,
          terms: topic.terms,
          passages: topic.passages,
          firstPage: source.passages[topic.passages[0] ?? -1]?.page ?? null,
          createdAt: work.begun,
        })),
      );
    }
    await tx.update(documents).set({ engine: deps.model.engine, keyTerms: outline.terms }).where(eq(documents.id, document.id));
    await tell(work, tx, 'write', 0, Math.max(1, outline.topics.length), 'Writing cards and checking their quotes');
  });
  return outline;
}

async function write(work: Work, source: SourceDocument, outline: Outline): Promise<void> {
  const { deps, document, signal } = work;
  const open = await deps.db
    .select({ id: topics.id, ordinal: topics.ordinal, title: topics.title })
    .from(topics)
    .where(and(eq(topics.documentId, document.id), isNull(topics.draftedAt)))
    .orderBy(asc(topics.ordinal));
  const total = outline.topics.length;
  work.begun = deps.now();
  for (const [index, topic] of open.entries()) {
    signal.throwIfAborted();
    const grounded = ground(source, await deps.model.draft(source, outline, topic.ordinal, callOf(work)));
    const done = total - open.length + index + 1;
    const next = open[index + 1];
    const there = await deps.db.transaction(async (tx) => {
      const stored = await storeDrafts(deps, tx, { document, topic, source, grounded });
      if (stored) await tell(work, tx, 'write', done, total, next ? `Topic ${done + 1} of ${total}: ${next.title}` : 'Checking the last quotes');
      return stored;
    });
    // Deleted meanwhile, or another worker is at it.
    if (!there) return;
  }
}

async function finish({ deps, document }: Work): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [open] = await tx.select({ id: topics.id }).from(topics).where(and(eq(topics.documentId, document.id), isNull(topics.draftedAt))).limit(1);
    if (open) return;
    await tx.update(documents).set({ status: 'ready', step: 'finish', percent: 100, activity: '', secondsLeft: null, finishedAt: deps.now() }).where(eq(documents.id, document.id));
    await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
  });
}

/** What the student did wrong, or the file has, is final and said at once; what may pass is tried again by the queue first. */
async function giveUp({ deps, document, signal }: Work, thrown: unknown, { attempt }: JobRun): Promise<void> {
  if (signal.aborted) throw thrown;
  const error = toAppError(thrown);
  const mayPass = error.retryable || error.code === 'INTERNAL';
  const final = !mayPass || attempt >= 2;
  deps.log.warn({ documentId: document.id, attempt, final, err: thrown }, 'document failed');
  await deps.db.transaction(async (tx) => {
    await tx
      .update(documents)
      .set(
        final
          ? { status: 'failed', error: { code: error.code, detail: error.detail, retryable: mayPass }, secondsLeft: null, activity: '' }
          : { status: 'queued', activity: 'Interrupted, goes on in a moment', secondsLeft: null },
      )
      .where(eq(documents.id, document.id));
    await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
  });
  if (!final) throw thrown;
}

/** For a document that ended each of its workers: whoever waits for it is told, and may try again. */
export async function abandonDocument(documentId: string, { db }: Deps): Promise<void> {
  const detail = 'Working on this document was interrupted again and again. What was made of it is kept. Try again; if it stops once more, split the document and upload the parts.';
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(documents)
      .set({ status: 'failed', error: { code: 'INTERNAL', detail, retryable: true }, secondsLeft: null, activity: '' })
      .where(and(eq(documents.id, documentId), inArray(documents.status, ['queued', 'working'])))
      .returning({ courseId: documents.courseId });
    if (row) await publish(tx, { kind: 'document', courseId: row.courseId, documentId });
  });
}

function callOf({ deps, document, signal }: Work) {
  return {
    signal,
    onUsage: async (usage: ModelUsage) => {
      await deps.db.insert(modelCalls).values({ id: deps.newId(), userId: document.uploaderId, courseId: document.courseId, documentId: document.id, ...usage, createdAt: deps.now() });
    },
  };
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
