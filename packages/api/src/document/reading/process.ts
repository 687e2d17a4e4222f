import { figureCards, ground, type ModelCall, type Vector } from '@studywright/ai';
import { AppError, type Outline, type SourceDocument } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { chunks } from '../../platform/chunks.ts';
import type { Deps } from '../../platform/context.ts';
import { toAppError } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { isFinal, mayPass, type JobRun } from '../../platform/jobs.ts';
import { modelCall } from '../../platform/model-calls.ts';
import { foundTopics, joinSameTopics, naturalPosition, textOfTopic, topicsOfOthers } from '../../topic/found.ts';
import { storeDrafts } from './drafts.ts';
import { cutFigures, newFigures } from './figures.ts';
import { readSource } from './read.ts';
import { sieveOf } from './repeats.ts';
import { dropSource, keptSource } from './sources.ts';
import { beginWork, hold, LetGo, Rest, rest, tell, tellSometimes, type Work } from './work.ts';

const { documents, topics } = tables;

/** Of a text that is read and written about in a few seconds. */
const shortPages = 40;

/**
 * The way of a document: read, read its pictures, find topics, write, finish. Each step ends with what it made and where it
 * stands in one transaction, so that a worker that takes over begins after the last one that ended, and nothing is made
 * twice.
 */
export async function processDocument(documentId: string, run: JobRun): Promise<void> {
  const work = await beginWork(documentId, run);
  if (!work) return;
  try {
    const source = await keptSource(work.deps.db, work.document, () => read(work));
    const outline = await findTopics(work, source);
    if (work.document.makeAtOnce) await write(work, source, outline);
    await finish(work);
  } catch (thrown) {
    await giveUp(work, thrown, run);
  } finally {
    work.stopWatching();
  }
}

function read(work: Work): Promise<SourceDocument> {
  const { deps, document, signal } = work;
  work.begun = deps.now();
  let step = 'read';
  return readSource(
    {
      deps,
      signal,
      call: callOf(work),
      hold: (tx) => hold(work, tx),
      rest: () => rest(work),
      async onProgress({ pictures, ...progress }) {
        work.pictures = pictures;
        // Before the file is open, nothing is known of it.
        if (progress.step === 'ocr') work.size = 'long';
        else if (progress.total > 1) work.size = progress.total > shortPages ? 'long' : 'short';
        if (progress.step !== step) {
          work.begun = deps.now();
          work.lastTold = 0;
        }
        step = progress.step;
        await tellSometimes(work, progress);
      },
      async onFacts(tx, { pages, language, mediaType, pageKind }) {
        document.language = language;
        await tx.update(documents).set({ pageCount: pages, language, mediaType, pageKind }).where(eq(documents.id, document.id));
      },
    },
    { ...document, documentId: document.id },
  );
}

async function findTopics(work: Work, source: SourceDocument): Promise<Outline> {
  const { deps, document } = work;
  work.size = source.pages.length > shortPages ? 'long' : 'short';
  work.pictures = source.pages.filter((page) => page.ocr).length / Math.max(1, source.pages.length);
  if (document.engine !== null) {
    const stored = await deps.db.select({ title: topics.title, terms: topics.terms, passages: sql<number[]>`coalesce(${topics.fresh}, ${topics.passages})` }).from(topics).where(eq(topics.documentId, document.id)).orderBy(asc(topics.ordinal));
    return { terms: document.keyTerms, topics: stored };
  }
  await rest(work);
  work.begun = deps.now();
  await tell(work, deps.db, { step: 'topics', done: 0, total: 1, activity: 'Finding the topics' });
  const outline = await deps.model.outline(source, callOf(work));
  const meanings = await meaningsOfTopics(work, outline);
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    for (const chunk of chunks([...foundTopics(source, outline).entries()], 500)) {
      await tx.insert(topics).values(
        chunk.map(([ordinal, topic]) => ({
          ...topic,
          id: deps.newId(),
          courseId: document.courseId,
          documentId: document.id,
          ordinal,
          position: naturalPosition(work.begun, ordinal),
          createdAt: work.begun,
        })),
      );
    }
    await joinSameTopics(tx, document.courseId, document.id, meanings);
    await tx.update(documents).set({ engine: outline.engine ?? deps.model.engine, instead: outline.instead ?? null, keyTerms: outline.terms }).where(eq(documents.id, document.id));
    await tell(work, tx, { step: 'write', done: 0, total: Math.max(1, outline.topics.length), activity: 'Writing cards and checking their quotes' });
  });
  return outline;
}

/** Of the topics found, and of those that they are compared with; none where the engine can't tell, or failed to. */
async function meaningsOfTopics(work: Work, outline: Outline): Promise<Map<string, Vector>> {
  const { deps, document } = work;
  const texts = [...outline.topics, ...(deps.model.embed ? await topicsOfOthers(deps.db, document.courseId, document.id) : [])].map(textOfTopic);
  try {
    const vectors = (await deps.model.embed?.(texts, callOf(work))) ?? [];
    return new Map(vectors.map((vector, index) => [texts[index] ?? '', vector]));
  } catch (error) {
    work.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    deps.log.warn({ documentId: document.id, err: error }, 'topics were not compared by their meaning');
    return new Map();
  }
}

async function write(work: Work, source: SourceDocument, outline: Outline): Promise<void> {
  const { deps, document } = work;
  const open = await deps.db
    .select({ id: topics.id, ordinal: topics.ordinal, title: topics.title })
    .from(topics)
    .where(and(eq(topics.documentId, document.id), isNull(topics.draftedAt)))
    .orderBy(asc(topics.ordinal));
  const total = outline.topics.length;
  const before = total - open.length;
  work.begun = deps.now();
  const sieve = sieveOf(deps, document, callOf(work));
  for (const [index, topic] of open.entries()) {
    await rest(work);
    const drafts = await deps.model.draft(source, outline, topic.ordinal, callOf(work));
    const shown = await newFigures(deps.db, document.id, figureCards(source, outline, topic.ordinal));
    const { grounded: sifted, meanings } = await sieve(ground(source, { ...drafts, cards: [...drafts.cards, ...shown] }));
    const { grounded, figures } = await cutFigures({ deps, signal: work.signal }, document, source, sifted);
    const done = before + index + 1;
    const next = open[index + 1];
    const there = await deps.db.transaction(async (tx) => {
      await hold(work, tx);
      const stored = await storeDrafts(deps, tx, { document, topic, source, grounded, meanings, figures });
      if (stored) await tell(work, tx, { step: 'write', done, total, before, activity: next ? `Topic ${done + 1} of ${total}: ${next.title}` : 'Checking the last quotes' });
      return stored;
    });
    // Another worker is at it.
    if (!there) throw new LetGo();
  }
}

async function finish(work: Work): Promise<void> {
  const { deps, document } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    await tx.update(documents).set({ status: 'ready', step: 'finish', percent: 100, activity: '', secondsLeft: null, finishedAt: deps.now() }).where(eq(documents.id, document.id));
    await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
  });
  dropSource(deps.db, document);
}

/** What the student did wrong, or the file has, is final and said at once; what may pass is tried again by the queue first. */
async function giveUp(work: Work, thrown: unknown, { signal, attempt }: JobRun): Promise<void> {
  const { deps, document } = work;
  if (signal.aborted) throw thrown;
  const why: unknown = work.signal.aborted ? work.signal.reason : thrown;
  if (why instanceof LetGo) return;
  if (why instanceof Rest) return makeRoom(work);
  const error = toAppError(thrown);
  const final = isFinal(error, attempt);
  deps.log.warn({ documentId: document.id, attempt, final, err: thrown }, 'document failed');
  const ours = await deps.db.transaction(async (tx) => {
    try {
      await hold(work, tx);
    } catch (gone) {
      if (gone instanceof LetGo) return false;
      throw gone;
    }
    await tx
      .update(documents)
      .set(
        final
          ? { status: 'failed', error: { code: error.code, detail: error.detail, retryable: mayPass(error) }, secondsLeft: null, activity: '' }
          : { status: 'queued', activity: 'Interrupted, goes on in a moment', secondsLeft: null },
      )
      .where(eq(documents.id, document.id));
    await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
    return true;
  });
  if (ours && !final) throw thrown;
}

/** Waits behind those whose turn it is now, and goes on where it was. */
async function makeRoom(work: Work): Promise<void> {
  const { deps, document, share } = work;
  await deps.db
    .transaction(async (tx) => {
      await hold(work, tx);
      await tx.update(documents).set({ status: 'queued', activity: 'Others have their turn, goes on in a moment', secondsLeft: null }).where(eq(documents.id, document.id));
      await share.standBehind(tx);
      await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
    })
    .catch((error: unknown) => {
      if (!(error instanceof LetGo)) throw error;
    });
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

function callOf({ deps, document, signal }: Work): ModelCall {
  return modelCall(deps, { userId: document.uploaderId, courseId: document.courseId, documentId: document.id, feature: 'document', signal });
}
