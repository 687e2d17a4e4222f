import { figureCards, ground, type ModelCall, type Vector } from '@studywright/ai';
import { AppError, type Outline, type SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { chunks } from '../../platform/chunks.ts';
import { giveUp, LetGo, Rest, unlessLetGo, waiting } from '../../platform/claims.ts';
import type { Deps } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { mayPass, type JobRun } from '../../platform/jobs.ts';
import { modelCall } from '../../platform/model-calls.ts';
import { foundTopics, joinSameTopics, naturalPosition, textOfTopic, topicsOfOthers } from '../../topic/found.ts';
import { storeDrafts } from './drafts.ts';
import { cutFigures, newFigures } from './figures.ts';
import { nameByContent } from './name.ts';
import { readSource, sizeOf } from './read.ts';
import { sieveOf } from './repeats.ts';
import { dropSource, keptSource } from './sources.ts';
import { beginWork, hold, rest, tell, tellSometimes, type Work } from './work.ts';

const { documents, topics } = tables;

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
    await stop(work, thrown, run);
  } finally {
    work.stopWatching();
  }
}

function read(work: Work): Promise<SourceDocument> {
  const { deps, document, signal } = work;
  work.begun = deps.now();
  if (document.engine === null) deps.model.prepare?.();
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
        else if (progress.total > 1) work.size = sizeOf(progress.total);
        if (progress.step !== step) {
          work.begun = deps.now();
          work.lastTold = 0;
        }
        step = progress.step;
        await tellSometimes(work, progress);
      },
      async onFacts(tx, { pages, language, mediaType, pageKind, title }) {
        document.language = language;
        await tx.update(documents).set({ pageCount: pages, language, mediaType, pageKind }).where(eq(documents.id, document.id));
        document.title = (await nameByContent(tx, document, title)) ?? document.title;
      },
    },
    { ...document, documentId: document.id },
  );
}

async function findTopics(work: Work, source: SourceDocument): Promise<Outline> {
  const { deps, document } = work;
  work.size = sizeOf(source.pages.length);
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
  if (!deps.model.embed) return new Map();
  const texts = [...outline.topics, ...(await topicsOfOthers(deps.db, document.courseId, document.id))].map(textOfTopic);
  try {
    const vectors = await deps.model.embed(texts, callOf(work));
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
  await change(work, { status: 'ready', step: 'finish', percent: 100, activity: '', finishedAt: deps.now() });
  dropSource(deps.db, document);
}

/** What the student did wrong, or the file has, is said at once; who has to make room for others waits for the next turn. */
async function stop(work: Work, thrown: unknown, run: JobRun): Promise<void> {
  if (run.signal.aborted) throw thrown;
  const why: unknown = work.signal.aborted ? work.signal.reason : thrown;
  if (why instanceof Rest) return makeRoom(work);
  if (why instanceof LetGo) return;
  await giveUp(thrown, run, { documentId: work.document.id }, (final) =>
    change(work, final ? { status: 'failed', error: { code: final.code, detail: final.detail, retryable: mayPass(final) }, activity: '' } : { status: 'queued', activity: waiting.interrupted }),
  );
}

/** Waits behind those whose turn it is now, and goes on where it was. */
async function makeRoom(work: Work): Promise<void> {
  await unlessLetGo(change(work, { status: 'queued', activity: waiting.resting }, (tx) => work.share.standBehind(tx)));
}

/** @param within of the same transaction. @throws LetGo */
async function change(work: Work, set: Partial<typeof documents.$inferInsert>, within?: (tx: Transaction) => Promise<void>): Promise<void> {
  const { deps, document } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    await tx.update(documents).set({ ...set, secondsLeft: null }).where(eq(documents.id, document.id));
    await within?.(tx);
    await publish(tx, { kind: 'document', courseId: document.courseId, documentId: document.id });
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
