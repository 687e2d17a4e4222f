import { AppError, limits, notFound, turn, type CourseRole, type DocumentItemView, type DocumentPageView, type DocumentView, type FigureSize, type PageKind, type PictureReader, type SourceView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { prepared } from '../platform/prepared.ts';
import { atLeast } from '../platform/procedures.ts';
import { standing } from '../platform/standing.ts';
import { pictureAddress } from './pictures.ts';

const { citationChanges, courseMembers, documentRevisions, documents, flashcards, pages, questions, topics } = tables;

/** Changes about which nobody has decided, of items that are still there. */
export const undecided = and(
  isNull(citationChanges.decidedAt),
  sql`not exists (select 1 from ${flashcards} where ${flashcards.id} = ${citationChanges.cardId} and ${flashcards.deletedAt} is not null)`,
);

/** By their full names, which drizzle leaves out at the top of a query: in a query within it they would be those of another table. */
const ownId = sql`${documents.id}`;
const ownInstead = sql`${documents.instead}`;

/** Of cards and questions of a document; few enough that each has an index of its own. */
function countOf(status: 'draft' | 'rejected') {
  const of = (items: typeof flashcards | typeof questions) => sql`(select count(*) from ${items} where ${and(eq(items.documentId, documents.id), eq(items.status, status), sql`${items.status} <> 'accepted'`, isNull(items.deletedAt))})`;
  return sql<number>`(${of(flashcards)} + ${of(questions)})::int`;
}

const documentColumns = {
  id: documents.id,
  courseId: documents.courseId,
  title: documents.title,
  fileName: documents.fileName,
  mediaType: documents.mediaType,
  pageKind: documents.pageKind,
  tags: documents.tags,
  revision: documents.revision,
  pictureReader: documents.pictureReader,
  revising: sql<DocumentView['revising']>`(select json_build_object('fileName', r.file_name, 'percent', r.percent, 'activity', r.activity, 'error', r.error) from ${documentRevisions} r where r.document_id = ${ownId})`,
  changes: sql<number>`(select count(*)::int from ${citationChanges} where ${and(eq(citationChanges.documentId, documents.id), undecided)})`,
  pictures: sql<Omit<DocumentView['pictures'], 'by'>>`(select json_build_object('read', count(*) filter (where p.ocr), 'unsure', count(*) filter (where p.confidence < ${limits.ocr.unsure}), 'empty', count(*) filter (where p.text = '' and not p.picture)) from ${pages} p where p.document_id = ${documents.id} and p.revision = ${documents.revision})`,
  bytes: documents.bytes,
  status: documents.status,
  step: documents.step,
  percent: documents.percent,
  activity: documents.activity,
  secondsLeft: documents.secondsLeft,
  error: documents.error,
  language: documents.language,
  pages: documents.pageCount,
  engine: documents.engine,
  instead: sql<DocumentView['instead']>`(select json_build_object('topics', count(t.instead), 'why', coalesce(min(t.instead), ${ownInstead})) from ${topics} t where t.document_id = ${ownId} having coalesce(min(t.instead), ${ownInstead}) is not null)`,
  discarded: documents.discarded,
  makeAtOnce: documents.makeAtOnce,
  discardedFor: documents.discardedFor,
  createdAt: documents.createdAt,
  finishedAt: documents.finishedAt,
  topics: sql<number>`(select count(*)::int from ${topics} where ${eq(topics.documentId, documents.id)})`,
  cards: sql<number>`(select count(*)::int from ${flashcards} where ${and(eq(flashcards.documentId, documents.id), standing(flashcards))})`,
  questions: sql<number>`(select count(*)::int from ${questions} where ${and(eq(questions.documentId, documents.id), standing(questions))})`,
  drafts: countOf('draft'),
  rejected: countOf('rejected'),
};

interface DocumentRow extends Omit<DocumentView, 'counts' | 'createdAt' | 'finishedAt' | 'pictures'> {
  pictureReader: PictureReader;
  pictures: Omit<DocumentView['pictures'], 'by'>;
  discarded: number;
  topics: number;
  cards: number;
  questions: number;
  drafts: number;
  rejected: number;
  createdAt: Date;
  finishedAt: Date | null;
}

function toDocumentView({ topics: found, cards, questions: asked, drafts, rejected, discarded, createdAt, finishedAt, pictures, pictureReader, ...row }: DocumentRow): DocumentView {
  return { ...row, pictures: { ...pictures, by: pictureReader }, counts: { topics: found, cards, questions: asked, drafts, rejected, discarded }, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

const documentsOf = prepared((db) =>
  db
    .select({ ...documentColumns, position: documents.position })
    .from(documents)
    .where(eq(documents.courseId, sql.placeholder('courseId')))
    .orderBy(asc(documents.position), asc(documents.id))
    .limit(sql.placeholder('limit'))
    .prepare('documents_of'),
);

function documentsAfter({ db }: Reading, courseId: string, after: readonly (string | number)[], limit: number) {
  return db
    .select({ ...documentColumns, position: documents.position })
    .from(documents)
    .where(and(eq(documents.courseId, courseId), sql`(${documents.position}, ${documents.id}) > (${after[0]}::float8, ${after[1]}::uuid)`))
    .orderBy(asc(documents.position), asc(documents.id))
    .limit(limit);
}

/** Of a course whose member the asking user is known to be, in the order that its documents were given. */
export async function listDocuments(ctx: Reading, courseId: string, input: { cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor, 2);
  const limit = input.limit + 1;
  const rows = after ? await documentsAfter(ctx, courseId, after, limit) : await documentsOf(ctx.db).execute({ courseId, limit });
  return page(
    rows,
    input.limit,
    ({ position: _position, ...row }) => toDocumentView(row),
    (row) => [row.position, row.id],
  );
}

const recentMs = 600_000;

/** Of a course whose member the asking user is known to be: what a worker is at, will be at, or was at a moment ago. */
export async function recentlyWorkedOn(ctx: Reading, courseId: string): Promise<string[]> {
  const since = new Date(ctx.now().getTime() - recentMs).toISOString();
  const rows = await ctx.db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.courseId, courseId), or(inArray(documents.status, ['queued', 'working']), sql`greatest(${documents.startedAt}, ${documents.finishedAt}) > ${since}::timestamptz`, sql`exists (select 1 from ${documentRevisions} where ${eq(documentRevisions.documentId, documents.id)})`)))
    .orderBy(desc(documents.createdAt))
    .limit(100);
  return rows.map((row) => row.id);
}

function memberOf(ctx: Reading) {
  return and(eq(courseMembers.courseId, documents.courseId), eq(courseMembers.userId, ctx.actor.userId));
}

export async function ownDocument(ctx: Reading, id: string): Promise<DocumentView> {
  const rows = await ctx.db.select(documentColumns).from(documents).innerJoin(courseMembers, memberOf(ctx)).where(eq(documents.id, id));
  const [row] = rows;
  if (!row) throw notFound('document');
  return toDocumentView(row);
}

/** What deciding about a document needs, its row locked until the transaction ends. */
export async function ownDocumentLocked(ctx: Reading, id: string) {
  const [row] = await ctx.db
    .select({ id: documents.id, courseId: documents.courseId, status: documents.status, storageKey: documents.storageKey, error: documents.error, role: courseMembers.role })
    .from(documents)
    .innerJoin(courseMembers, memberOf(ctx))
    .where(eq(documents.id, id))
    .for('update', { of: documents });
  if (!row) throw notFound('document');
  const role: CourseRole = row.role;
  return { ...row, role };
}

/** As `ownDocumentLocked`, for those who run the course. @throws AppError FORBIDDEN for those who only study it */
export async function ownDocumentToChange(ctx: Reading, id: string) {
  const document = await ownDocumentLocked(ctx, id);
  if (!atLeast(document.role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its documents.');
  return document;
}

export async function ownDocumentPage(ctx: Reading, documentId: string, number: number): Promise<DocumentPageView> {
  const [found] = await ctx.db
    .select({ documentId: documents.id, title: documents.title, number: pages.number, of: documents.pageCount, text: pages.text, kind: documents.pageKind, label: pages.label, ocr: pages.ocr, confidence: pages.confidence, boxes: pages.boxes, warning: pages.warning, headings: pages.headings, revision: documents.revision, width: pages.width, height: pages.height, turn: pages.turn })
    .from(documents)
    .innerJoin(courseMembers, memberOf(ctx))
    .innerJoin(pages, and(eq(pages.documentId, documents.id), eq(pages.revision, documents.revision), eq(pages.number, number)))
    .where(eq(documents.id, documentId));
  if (!found) throw notFound('page');
  const { revision, width, height, turn: turned, ...row } = found;
  const picture = width === null || height === null ? null : { url: await pictureAddress(ctx, { documentId, revision, page: number }), width, height, turn: turn.parse(turned) };
  return { ...row, of: row.of ?? row.number, picture, headings: row.headings.map(({ start, end, level }) => ({ start, end, level })) };
}

/** Cards and questions of a document in the order in which they were made; of a page those that are cited from it as it stands. */
export async function listDocumentItems(ctx: Reading, input: { documentId: string; cursor?: string | undefined; limit: number; page?: number | undefined }) {
  const { revision } = await ownDocument(ctx, input.documentId);
  const after = decodeCursor(input.cursor, 1)?.[0] ?? -1;
  const [cards, asked] = await Promise.all([
    ctx.db
      .select({ id: flashcards.id, status: flashcards.status, ordinal: flashcards.ordinal, topic: topics.title, topicId: flashcards.topicId, type: flashcards.type, front: flashcards.front, back: flashcards.back, figure: flashcards.figure, page: flashcards.page, start: flashcards.start, end: flashcards.end, quote: flashcards.quote })
      .from(flashcards)
      .leftJoin(topics, eq(topics.id, flashcards.topicId))
      .where(and(eq(flashcards.documentId, input.documentId), gt(flashcards.ordinal, Number(after)), isNull(flashcards.deletedAt), input.page === undefined ? undefined : and(eq(flashcards.page, input.page), eq(flashcards.revision, revision))))
      .orderBy(asc(flashcards.ordinal))
      .limit(input.limit + 1),
    ctx.db
      .select({ id: questions.id, status: questions.status, ordinal: questions.ordinal, topic: topics.title, topicId: questions.topicId, stem: questions.stem, content: questions.content, difficulty: questions.difficulty, page: questions.page, start: questions.start, end: questions.end, quote: questions.quote })
      .from(questions)
      .leftJoin(topics, eq(topics.id, questions.topicId))
      .where(and(eq(questions.documentId, input.documentId), gt(questions.ordinal, Number(after)), isNull(questions.deletedAt), input.page === undefined ? undefined : and(eq(questions.page, input.page), eq(questions.revision, revision))))
      .orderBy(asc(questions.ordinal))
      .limit(input.limit + 1),
  ]);
  const items: DocumentItemView[] = [];
  for (const { page: number, start, end, quote, figure, ...card } of cards) {
    if (number !== null && start !== null && end !== null && quote !== null) items.push({ kind: 'card', ...card, figure: sizeOfFigure(figure), citation: { page: number, start, end, quote } });
  }
  for (const { page: number, start, end, quote, ...question } of asked) items.push({ kind: 'question', ...question, citation: { page: number, start, end, quote } });
  items.sort((a, b) => a.ordinal - b.ordinal);
  return page(items, input.limit, (item) => item, (item) => [item.ordinal]);
}

/** What is told of the picture on a card. */
export function sizeOfFigure(figure: { width: number; height: number } | null): FigureSize | null {
  return figure && { width: figure.width, height: figure.height };
}

/** Columns that a card or a question carries of its source. */
export interface SourceColumns {
  documentId: string | null;
  documentTitle: string | null;
  pageKind: PageKind | null;
  page: number | null;
  start: number | null;
  end: number | null;
  quote: string | null;
  passage: string | null;
  passageStart: number | null;
  /** In which the quote was last found, and that which stands. */
  revision: number;
  documentRevision: number | null;
}

export function toSource({ documentId, documentTitle, pageKind, page: number, start, end, quote, passage, passageStart, revision, documentRevision }: SourceColumns): SourceView | null {
  if (documentId === null || documentTitle === null || pageKind === null || number === null || start === null || end === null || quote === null) return null;
  const text = passage ?? quote;
  const from = start - (passage === null ? start : (passageStart ?? start));
  return { documentId, documentTitle, kind: pageKind, citation: { page: number, start, end, quote }, passage: { text, start: from, end: from + quote.length }, outdated: revision !== documentRevision };
}
