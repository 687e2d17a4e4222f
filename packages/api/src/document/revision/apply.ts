import type { Made } from '@studywright/ai';
import { AppError, comparePassages, percentOf, type Outline, type PassageFate, type SourceDocument } from '@studywright/core';
import { tables, type Queryable, type Transaction } from '@studywright/db';
import { and, asc, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { chunks } from '../../platform/chunks.ts';
import { refreshCards } from '../../flashcard/schedules.ts';
import type { Deps } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { picturesPrefix } from '../../platform/files.ts';
import { removeFilesJob } from '../upload/files.ts';
import type { CutFigure } from '../reading/figures.ts';
import { processDocumentJob } from '../reading/jobs.ts';
import { holderAmong, placeQuotes, type Cited, type Placing, type Standing } from './placing.ts';
import { clearTopics, renewTopics, topicsOfDocument, type RenewedTopics, type StoredTopic } from './renew-topics.ts';
import type { Revision } from './revision.ts';

const { citationChanges, documentRevisions, documents, flashcards, pages, passages, questions } = tables;

/**
 * Puts a revision that was read in the place of the version before, in one transaction: topics, the places of all quotes,
 * what is to be decided, the document's row, and the end of what stood. Nothing that a student made is deleted.
 * @param figures the pictures that cards show from now on, by their ids
 * @throws AppError DUPLICATE where another document of the course has these bytes by now; CONFLICT while it is worked on
 */
export async function applyRevision(deps: Deps, revision: Revision, source: SourceDocument, outline: Outline & Made, figures: ReadonlyMap<string, CutFigure>): Promise<void> {
  const { documentId } = revision;
  // What stands is replaced by revisions alone, of which there is one at a time: it may be read before anything is locked.
  const before = await standingPassages(deps.db, documentId);
  const fates = comparePassages(before.map(({ text }) => text), source.passages.map(({ text }) => text));
  await deps.db.transaction(async (tx) => {
    const document = await lockBoth(tx, revision);
    if (!document) return;
    const stored = await topicsOfDocument(tx, documentId);
    const topics = await renewTopics(deps, tx, { documentId, courseId: revision.courseId, source, outline, stored, covered: coveredBy(stored, fates) });
    await moveItems(deps, tx, { revision, standing: document.revision, source, before, fates, stored, topics });
    for (const [id, figure] of figures) await tx.update(flashcards).set({ figure }).where(and(eq(flashcards.id, id), eq(flashcards.documentId, documentId)));
    await clearTopics(deps, tx, documentId, topics);
    // Some of them are of another topic now.
    await refreshCards(tx, eq(flashcards.documentId, documentId));
    await replaceVersion(deps, tx, revision, document, { source, outline, open: topics.open });
  });
}

async function standingPassages(db: Queryable, documentId: string): Promise<Standing[]> {
  return db
    .select({ page: passages.page, start: passages.start, end: passages.end, text: sql<string>`''`, whole: pages.text })
    .from(passages)
    .innerJoin(documents, and(eq(documents.id, passages.documentId), eq(documents.revision, passages.revision)))
    .innerJoin(pages, and(eq(pages.documentId, passages.documentId), eq(pages.revision, passages.revision), eq(pages.number, passages.page)))
    .where(eq(passages.documentId, documentId))
    .orderBy(asc(passages.ordinal))
    .then((rows) => rows.map(({ whole, ...passage }) => ({ ...passage, text: whole.slice(passage.start, passage.end) })));
}

/** The document first, as all that write to it do. Null where one of the two is gone. */
async function lockBoth(tx: Transaction, { id, documentId, sha256, courseId }: Revision) {
  const [document] = await tx.select({ status: documents.status, revision: documents.revision, storageKey: documents.storageKey, uploaderId: documents.uploaderId }).from(documents).where(eq(documents.id, documentId)).for('update');
  const [held] = await tx.select({ id: documentRevisions.id }).from(documentRevisions).where(eq(documentRevisions.id, id)).for('update');
  if (!document || !held) return null;
  if (document.status === 'queued' || document.status === 'working') throw new AppError('CONFLICT', 'The version that stands is being worked on. Try again once its cards are written.');
  const [same] = await tx
    .select({ title: documents.title })
    .from(documents)
    .where(and(eq(documents.courseId, courseId), eq(documents.sha256, sha256), ne(documents.id, documentId)));
  if (same) throw new AppError('DUPLICATE', `This file is in the course as “${same.title}” by now. Discard the new version, or delete that document and try again.`);
  return document;
}

/** New passages with the text of one from which cards were written. */
function coveredBy(stored: readonly StoredTopic[], fates: readonly PassageFate[]): Set<number> {
  const written = new Set(stored.flatMap(({ draftedAt, passages: held }) => (draftedAt === null ? [] : held)));
  return new Set(fates.flatMap((fate, index) => (fate.kind === 'same' && written.has(index) ? [fate.to] : [])));
}

interface Move {
  revision: Revision;
  /** The number of the version before. */
  standing: number;
  source: SourceDocument;
  before: readonly Standing[];
  fates: readonly PassageFate[];
  stored: readonly StoredTopic[];
  topics: RenewedTopics;
}

interface Item extends Cited {
  id: string;
  kind: 'card' | 'question';
  topicId: string | null;
  /** In which its quote was last found. */
  revision: number;
  /** Where it waits for a decision since an earlier revision: what took the place of its passage then. */
  waits: { page: number | null; passage: string | null } | null;
}

/** Gives every quote that is still there its new place, and writes down of the others what became of their passage. */
async function moveItems(deps: Deps, tx: Transaction, move: Move): Promise<void> {
  const { revision, standing, source, before, fates, stored, topics } = move;
  const items = await itemsOf(tx, revision.documentId);
  const holds = holderAmong(before);
  const byText = new Map(before.map(({ page, text }, index) => [`${page}\n${text}`, index]));
  // One that waits is where its rewritten passage was; one that was kept with an old source is in no version any more.
  const held = items.map((item) => {
    if (item.revision === standing) return holds(item);
    return item.waits?.page == null ? null : (byText.get(`${item.waits.page}\n${item.waits.passage}`) ?? null);
  });
  const placings = placeQuotes(items, held, before, fates, source);
  const newHolder = holderAmong(source.passages);
  const naturally = new Map(stored.flatMap(({ id, passages: of }) => of.map((passage) => [passage, id])));
  const vanished = new Set(stored.flatMap(({ id }) => (topics.ids.has(id) ? [] : [id])));
  const topicFor = (item: Item, old: number | null, passage: number | null): string | null => {
    // Whoever put a card into another topic meant it, as long as there is that topic.
    const chosen = item.topicId !== null && !vanished.has(item.topicId) && (old === null || naturally.get(old) !== item.topicId);
    return chosen || passage === null ? item.topicId : (topics.topicOf.get(passage) ?? item.topicId);
  };
  const moves: Moved[] = [];
  const changes: (typeof citationChanges.$inferInsert)[] = [];
  for (const [index, item] of items.entries()) {
    const placing: Placing = placings[index] ?? { kind: 'gone' };
    const old = held[index] ?? null;
    if (placing.kind === 'placed') {
      moves.push({ id: item.id, kind: item.kind, topicId: topicFor(item, old, newHolder(placing.at)), revision: revision.number, ...placing.at });
      continue;
    }
    if (item.revision !== standing && item.waits === null) continue;
    const fate = old === null ? undefined : fates[old];
    changes.push({
      id: deps.newId(),
      documentId: revision.documentId,
      kind: placing.kind,
      cardId: item.kind === 'card' ? item.id : null,
      questionId: item.kind === 'question' ? item.id : null,
      oldPage: item.page,
      newPage: placing.kind === 'changed' ? placing.page : null,
      newPassage: placing.kind === 'changed' ? placing.passage : null,
      createdAt: deps.now(),
    });
    const topicId = topicFor(item, old, fate === undefined || fate.kind === 'gone' ? null : fate.to);
    if (topicId !== item.topicId) moves.push({ id: item.id, kind: item.kind, topicId, revision: item.revision });
  }
  for (const kind of ['card', 'question'] as const) {
    for (const part of chunks(moves.filter((moved) => moved.kind === kind), 1_000)) await writeMoves(tx, kind, part);
  }
  await tx.delete(citationChanges).where(eq(citationChanges.documentId, revision.documentId));
  for (const part of chunks(changes, 500)) await tx.insert(citationChanges).values(part);
}

async function itemsOf(tx: Transaction, documentId: string): Promise<Item[]> {
  const waiting = { id: citationChanges.id, newPage: citationChanges.newPage, newPassage: citationChanges.newPassage };
  const [cards, asked] = [
    await tx
      .select({ id: flashcards.id, topicId: flashcards.topicId, revision: flashcards.revision, page: flashcards.page, start: flashcards.start, end: flashcards.end, quote: flashcards.quote, waiting })
      .from(flashcards)
      .leftJoin(citationChanges, and(eq(citationChanges.cardId, flashcards.id), isNull(citationChanges.decidedAt)))
      .where(and(eq(flashcards.documentId, documentId), isNotNull(flashcards.quote)))
      .orderBy(asc(flashcards.ordinal)),
    await tx
      .select({ id: questions.id, topicId: questions.topicId, revision: questions.revision, page: questions.page, start: questions.start, end: questions.end, quote: questions.quote, waiting })
      .from(questions)
      .leftJoin(citationChanges, and(eq(citationChanges.questionId, questions.id), isNull(citationChanges.decidedAt)))
      .where(eq(questions.documentId, documentId))
      .orderBy(asc(questions.ordinal)),
  ];
  const items: Item[] = [];
  const add = (kind: Item['kind'], rows: typeof cards | typeof asked) => {
    for (const { page, start, end, quote, waiting: row, ...item } of rows) {
      if (page === null || start === null || end === null || quote === null) continue;
      items.push({ ...item, kind, page, start, end, quote, waits: row === null ? null : { page: row.newPage, passage: row.newPassage } });
    }
  };
  add('card', cards);
  add('question', asked);
  return items;
}

/** A new topic, and a new place where there is one. */
interface Moved extends Partial<Cited> {
  id: string;
  kind: Item['kind'];
  topicId: string | null;
  revision: number;
  passage?: string;
  passageStart?: number;
}

async function writeMoves(tx: Transaction, kind: Item['kind'], moves: readonly Moved[]): Promise<void> {
  const table = kind === 'card' ? flashcards : questions;
  const set = (column: SQL) => sql`${column} = coalesce(v.${column}, t.${column})`;
  const placed = ['page', 'start', 'end', 'quote', 'passage', 'passage_start'].map((name) => set(sql.identifier(name).getSQL()));
  await tx.execute(sql`
    update ${table} t set topic_id = v.topic_id, revision = v.revision, ${sql.join(placed, sql`, `)}
    from json_to_recordset(${JSON.stringify(moves.map(({ topicId, passageStart, ...moved }) => ({ ...moved, topic_id: topicId, passage_start: passageStart })))}::json)
      as v(id uuid, topic_id uuid, revision int, page int, start int, "end" int, quote text, passage text, passage_start int)
    where t.id = v.id`);
}

interface Replacement {
  source: SourceDocument;
  outline: Outline & Made;
  open: boolean;
}

/** The document's row, its pages and its file become those of the revision; what is new is written like a document's. */
async function replaceVersion(deps: Deps, tx: Transaction, revision: Revision, before: { revision: number; storageKey: string; uploaderId: string | null }, { source, outline, open }: Replacement): Promise<void> {
  const { documentId, number, fileName, bytes, sha256, storageKey, pictureReader } = revision;
  const state = open
    ? ({ status: 'queued', step: 'write', percent: percentOf('write', 0, 1), activity: 'Waiting for its turn', finishedAt: null } as const)
    : ({ status: 'ready', step: 'finish', percent: 100, activity: '', finishedAt: deps.now() } as const);
  await tx
    .update(documents)
    .set({
      ...state,
      error: null,
      secondsLeft: null,
      revision: number,
      fileName,
      bytes,
      sha256,
      storageKey,
      pictureReader,
      uploaderId: revision.uploaderId ?? before.uploaderId,
      mediaType: source.mediaType,
      pageKind: source.pageKind,
      language: source.language,
      pageCount: source.pages.length,
      engine: outline.engine ?? deps.model.engine,
      instead: outline.instead ?? null,
      keyTerms: outline.terms,
    })
    .where(eq(documents.id, documentId));
  await tx.delete(pages).where(and(eq(pages.documentId, documentId), ne(pages.revision, number)));
  await tx.delete(passages).where(and(eq(passages.documentId, documentId), ne(passages.revision, number)));
  await tx.delete(documentRevisions).where(eq(documentRevisions.id, revision.id));
  await deps.jobs.enqueue(tx, removeFilesJob, { keys: before.storageKey === storageKey ? [] : [before.storageKey], prefixes: [picturesPrefix(documentId, before.revision)] });
  if (open) await deps.jobs.enqueue(tx, processDocumentJob, { documentId });
  await publish(tx, { kind: 'document', courseId: revision.courseId, documentId });
}
