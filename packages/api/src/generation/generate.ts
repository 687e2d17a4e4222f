import { figureCards, ground, type ModelCall, type ModelUsage } from '@studywright/ai';
import type { AlreadyAsked, AppError, DraftWishes, ModelEstimate, Outline, SourceDocument } from '@studywright/core';
import { tables, type Transaction } from '@studywright/db';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { storeMore } from '../document/reading/drafts.ts';
import { cutFigures } from '../document/reading/figures.ts';
import { readyColumns, readySource } from '../document/reading/ready.ts';
import { sieveOf } from '../document/reading/repeats.ts';
import { giveUp, LetGo, Rest, unlessLetGo, waiting } from '../platform/claims.ts';
import type { Deps } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import type { JobRun } from '../platform/jobs.ts';
import { modelCall } from '../platform/model-calls.ts';
import { createShare, type Share } from '../platform/share.ts';
import { figuresWished } from './figures.ts';

const { documents, flashcards, generations, questions, topics, users } = tables;

interface Claimed {
  id: string;
  courseId: string;
  authorId: string | null;
  parts: { topicId: string; cards: number; questions: number }[];
  wishes: DraftWishes;
  done: number;
  cards: number;
  questions: number;
  engine: string | null;
  instead: string | null;
  spent: ModelEstimate | null;
  startedAt: Date | null;
}

interface Work {
  deps: Deps;
  signal: AbortSignal;
  /** Counts what is done, as the row does. */
  generation: Claimed;
  /** Its turn among the requests that wait. */
  share: Share;
}

/**
 * Topic by topic, each stored with its mark in one transaction: a worker that takes over goes on with the next. What a topic
 * does not give is asked of those that follow.
 */
export async function generate(generationId: string, run: JobRun): Promise<void> {
  const { deps, signal } = run;
  const generation = await claim(generationId, deps);
  if (!generation) return;
  const work: Work = { deps, signal, generation, share: createShare(run.line, deps.now) };
  try {
    await makeAll(work);
    await change(work, { status: 'ready', percent: 100, activity: '', finishedAt: deps.now() });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    if (thrown instanceof Rest) await unlessLetGo(change(work, { status: 'queued', activity: waiting.resting }, (tx) => work.share.standBehind(tx)));
    else await giveUp(thrown, run, { generationId }, (final) => sayFailed(work, final));
  }
}

async function makeAll(work: Work): Promise<void> {
  const { signal, generation, share } = work;
  // Topics come document by document.
  let from: string | null = null;
  let document: DocumentAtWork | null = null;
  for (const [index, part] of generation.parts.entries()) {
    if (index < generation.done) continue;
    signal.throwIfAborted();
    if (await share.isOver()) throw new Rest();
    const topic = await topicOf(work, part.topicId);
    if (topic && topic.documentId !== from) {
      document = await documentOf(work, topic.documentId);
      from = topic.documentId;
    }
    if (topic && document) await makeOf(work, document, topic, index);
    else await store(work, index, null);
  }
}

async function claim(id: string, { db, now }: Deps): Promise<Claimed | null> {
  const { courseId, authorId, parts, wishes, done, cards, questions: asked, engine, instead, spent, startedAt } = generations;
  const [row] = await db
    .update(generations)
    .set({ status: 'working', startedAt: now(), error: null })
    .where(and(eq(generations.id, id), inArray(generations.status, ['queued', 'working'])))
    .returning({ id: generations.id, courseId, authorId, parts, wishes, done, cards, questions: asked, engine, instead, spent, startedAt });
  return row ?? null;
}

/** First in each transaction that stores something. @throws LetGo where the request is no longer ours to work on */
async function hold({ generation }: Work, tx: Transaction): Promise<void> {
  const [row] = await tx.select({ status: generations.status, startedAt: generations.startedAt }).from(generations).where(eq(generations.id, generation.id)).for('update');
  if (row?.status !== 'working' || row.startedAt?.getTime() !== generation.startedAt?.getTime()) throw new LetGo();
}

interface Topic {
  id: string;
  title: string;
  documentId: string;
}

/** Null where it is gone with its document. */
async function topicOf({ deps: { db } }: Work, id: string): Promise<Topic | null> {
  const [row] = await db.select({ id: topics.id, title: topics.title, documentId: topics.documentId }).from(topics).where(eq(topics.id, id));
  return row?.documentId == null ? null : { ...row, documentId: row.documentId };
}

interface DocumentAtWork {
  about: { id: string; courseId: string; storageKey: string; fileName: string };
  source: SourceDocument;
  outline: Outline;
  /** Ids of the topics of the outline, in its order. */
  topicIds: string[];
  /** Of the whole document when the work on it began. */
  known: AlreadyAsked[];
  call: ModelCall;
  sieve: ReturnType<typeof sieveOf>;
}

/** Null where it is not ready any more: it is being replaced, or gone. */
async function documentOf(work: Work, id: string): Promise<DocumentAtWork | null> {
  const { deps, generation, signal } = work;
  const [document] = await deps.db.select({ ...readyColumns, courseId: documents.courseId, fileName: documents.fileName, keyTerms: documents.keyTerms }).from(documents).where(and(eq(documents.id, id), eq(documents.status, 'ready')));
  if (!document) return null;
  const source = await readySource(deps.db, document);
  const rows = await deps.db.select({ id: topics.id, title: topics.title, terms: topics.terms, passages: topics.passages }).from(topics).where(eq(topics.documentId, id)).orderBy(asc(topics.ordinal));
  const topicIds = rows.map((row) => row.id);
  const call = counting(work, modelCall(deps, { userId: generation.authorId, courseId: document.courseId, documentId: id, feature: 'more', signal }));
  return {
    about: { id, courseId: document.courseId, storageKey: document.storageKey, fileName: document.fileName },
    source,
    outline: { terms: document.keyTerms, topics: rows.map(({ title, terms, passages }) => ({ title, terms, passages })) },
    topicIds,
    known: await askedOf(deps, id, topicIds),
    call,
    sieve: sieveOf(deps, document, call),
  };
}

/** Whatever became of it: also what was rejected or deleted does not come again. */
async function askedOf({ db }: Deps, documentId: string, topicIds: readonly string[]): Promise<AlreadyAsked[]> {
  const cards = await db.select({ topicId: sql<string | null>`coalesce(${flashcards.mergedFromId}, ${flashcards.topicId})`, asked: flashcards.front }).from(flashcards).where(eq(flashcards.documentId, documentId)).orderBy(asc(flashcards.ordinal));
  const asked = await db.select({ topicId: sql<string | null>`coalesce(${questions.mergedFromId}, ${questions.topicId})`, asked: questions.stem }).from(questions).where(eq(questions.documentId, documentId)).orderBy(asc(questions.ordinal));
  return [...cards, ...asked].map((item) => ({ topic: item.topicId === null ? -1 : topicIds.indexOf(item.topicId), asked: item.asked }));
}

/** Tells the request's row what its model took. */
function counting({ generation }: Work, call: ModelCall): ModelCall {
  const count = ({ inputTokens, outputTokens, costMicros, outcome }: ModelUsage) => {
    const before = generation.spent ?? { requests: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 };
    generation.spent = {
      requests: before.requests + (outcome === 'cached' ? 0 : 1),
      inputTokens: before.inputTokens + inputTokens,
      outputTokens: before.outputTokens + outputTokens,
      costMicros: before.costMicros === null || costMicros === null ? null : before.costMicros + costMicros,
    };
  };
  const { reserve } = call;
  return {
    signal: call.signal,
    async onUsage(usage) {
      count(usage);
      await call.onUsage(usage);
    },
    ...(reserve && {
      async reserve(most: number) {
        const reservation = await reserve(most);
        return {
          ...reservation,
          async settle(usage: ModelUsage) {
            count(usage);
            await reservation.settle(usage);
          },
        };
      },
    }),
  };
}

/** So many of the parts up to this one are owed still. */
function owed({ parts, cards, questions: made }: Claimed, upTo: number): { cards: number; questions: number } {
  const due = parts.slice(0, upTo + 1).reduce((sum, part) => ({ cards: sum.cards + part.cards, questions: sum.questions + part.questions }), { cards: 0, questions: 0 });
  return { cards: Math.max(0, due.cards - cards), questions: Math.max(0, due.questions - made) };
}

async function makeOf(work: Work, document: DocumentAtWork, topic: Topic, index: number): Promise<void> {
  const { deps, generation } = work;
  const most = owed(generation, index);
  const number = document.topicIds.indexOf(topic.id);
  if (most.cards + most.questions === 0 || number < 0) return store(work, index, null);
  await change(work, { activity: `Topic ${index + 1} of ${generation.parts.length}: ${topic.title}` });
  const shown = await figuresWished(deps.db, document.about.id, figureCards(document.source, document.outline, number), { ...generation.wishes, ...most });
  const wanted = { ...most, cards: most.cards - shown.length };
  const drafts = await deps.model.draft(document.source, document.outline, number, document.call, { ...generation.wishes, ...wanted, known: document.known });
  const { grounded: sifted, meanings } = await document.sieve(ground(document.source, { ...drafts, cards: [...drafts.cards, ...shown] }));
  const { grounded, figures } = await cutFigures(work, document.about, document.source, sifted);
  generation.engine = [...new Set([...(generation.engine?.split(', ') ?? []), drafts.engine ?? deps.model.engine])].join(', ');
  generation.instead ??= drafts.instead ?? null;
  await store(work, index, { document: document.about, topic, source: document.source, grounded, meanings, figures });
}

/** @param batch null where nothing was made */
async function store(work: Work, index: number, batch: Parameters<typeof storeMore>[2] | null): Promise<void> {
  const { deps, generation } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    const made = batch && (await storeMore(deps, tx, batch, !(await looksAtDrafts(tx, generation.authorId))));
    generation.cards += made?.cards ?? 0;
    generation.questions += made?.questions ?? 0;
    generation.done = index + 1;
    const { cards, questions: asked, done, engine, instead, spent } = generation;
    await tx
      .update(generations)
      .set({ cards, questions: asked, done, engine, instead, spent, discarded: sql`${generations.discarded} + ${made?.discarded ?? 0}`, percent: Math.floor((100 * done) / generation.parts.length) })
      .where(eq(generations.id, generation.id));
    if (batch) await publish(tx, { kind: 'document', courseId: generation.courseId, documentId: batch.document.id });
    await publish(tx, { kind: 'generation', courseId: generation.courseId, generationId: generation.id });
  });
}

async function looksAtDrafts(tx: Transaction, authorId: string | null): Promise<boolean> {
  if (authorId === null) return true;
  const [author] = await tx.select({ lookAtDrafts: users.lookAtDrafts }).from(users).where(eq(users.id, authorId));
  return author?.lookAtDrafts ?? true;
}

async function sayFailed(work: Work, final: AppError | null): Promise<void> {
  const { deps, generation } = work;
  const why = final ? { status: 'failed' as const, error: { code: final.code, detail: final.detail }, activity: '', finishedAt: deps.now() } : { status: 'queued' as const, activity: waiting.interrupted };
  await change(work, { ...why, spent: generation.spent });
}

/** @param within of the same transaction. @throws LetGo */
async function change(work: Work, set: Partial<typeof generations.$inferInsert>, within?: (tx: Transaction) => Promise<void>): Promise<void> {
  const { deps, generation } = work;
  await deps.db.transaction(async (tx) => {
    await hold(work, tx);
    await tx.update(generations).set(set).where(eq(generations.id, generation.id));
    await within?.(tx);
    await publish(tx, { kind: 'generation', courseId: generation.courseId, generationId: generation.id });
  });
}

/** For a request that ended each of its workers: whoever waits for it is told, and may try again. */
export async function abandonGeneration(generationId: string, { db, now }: Deps): Promise<void> {
  const detail = 'Making this was interrupted again and again. What was made is kept. Go on with it; if it stops once more, choose fewer topics.';
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(generations)
      .set({ status: 'failed', error: { code: 'INTERNAL', detail }, activity: '', finishedAt: now() })
      .where(and(eq(generations.id, generationId), inArray(generations.status, ['queued', 'working'])))
      .returning({ courseId: generations.courseId });
    if (row) await publish(tx, { kind: 'generation', courseId: row.courseId, generationId });
  });
}
