import { AppError, notFound, type Citation, type CourseRole, type NoteKind, type NoteSummary, type NoteView, type SourceView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { atLeast } from '../platform/procedures.ts';

const { courseMembers, courses, documents, notes, pages, passages, topics } = tables;

const summaryColumns = {
  id: notes.id,
  courseId: notes.courseId,
  kind: notes.kind,
  title: notes.title,
  status: notes.status,
  percent: notes.percent,
  activity: notes.activity,
  error: notes.error,
  engine: notes.engine,
  instead: notes.instead,
  edited: notes.edited,
  undecided: sql<boolean>`(${notes.next} is not null)`,
  size: notes.size,
  createdAt: notes.createdAt,
  updatedAt: notes.updatedAt,
  documents: sql<{ id: string; title: string }[]>`coalesce((select json_agg(json_build_object('id', d.id, 'title', d.title) order by d.position, d.id) from ${documents} d where d.id = any(${notes.documentIds})), '[]'::json)`,
  topics: sql<string[]>`coalesce((select json_agg(t.title order by t.position, t.id) from ${topics} t where t.id = any(${notes.topicIds})), '[]'::json)`,
};

interface SummaryRow extends Omit<NoteSummary, 'about' | 'createdAt' | 'updatedAt'> {
  documents: { id: string; title: string }[];
  topics: string[];
  createdAt: Date;
  updatedAt: Date;
}

function toSummary({ documents: about, topics: named, createdAt, updatedAt, ...row }: SummaryRow): NoteSummary {
  return { ...row, about: { documents: about, topics: named }, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** Of a course whose member the asking user is known to be, newest first. */
export async function listNotes(ctx: Reading, input: { courseId: string; kind?: NoteKind | undefined; cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor, 2);
  const rows = await ctx.db
    .select(summaryColumns)
    .from(notes)
    .where(
      and(
        eq(notes.courseId, input.courseId),
        isNull(notes.deletedAt),
        input.kind === undefined ? undefined : eq(notes.kind, input.kind),
        after ? sql`(${notes.createdAt}, ${notes.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(notes.createdAt), desc(notes.id))
    .limit(input.limit + 1);
  return page(rows, input.limit, toSummary, (row) => [row.createdAt.toISOString(), row.id]);
}

const recentMs = 600_000;

/** Of a course whose member the asking user is known to be: what is being made, or was a moment ago. */
export async function recentlyMade(ctx: Reading, courseId: string): Promise<string[]> {
  const since = new Date(ctx.now().getTime() - recentMs).toISOString();
  const rows = await ctx.db
    .select({ id: notes.id })
    .from(notes)
    .where(and(eq(notes.courseId, courseId), isNull(notes.deletedAt), or(inArray(notes.status, ['queued', 'working']), sql`${notes.updatedAt} > ${since}::timestamptz`)))
    .orderBy(desc(notes.createdAt))
    .limit(100);
  return rows.map((row) => row.id);
}

function memberOf(ctx: Reading) {
  return and(eq(courseMembers.courseId, notes.courseId), eq(courseMembers.userId, ctx.actor.userId));
}

export async function ownNote(ctx: Reading, id: string): Promise<NoteView> {
  const [row] = await ctx.db
    .select({ ...summaryColumns, courseName: courses.name, role: courseMembers.role, length: notes.length, language: notes.language, version: notes.version, content: notes.content, next: notes.next, positions: notes.positions })
    .from(notes)
    .innerJoin(courseMembers, memberOf(ctx))
    .innerJoin(courses, eq(courses.id, notes.courseId))
    .where(and(eq(notes.id, id), isNull(notes.deletedAt)));
  if (!row) throw notFound('note');
  const { role, courseName, length, language, version, content, next, positions, ...summary } = row;
  return { ...toSummary(summary), courseName, length, language, version, content, next, positions, documents: await citable(ctx, summary.courseId), mayChange: atLeast(role, 'teacher') };
}

/** The documents of a course that a note may cite, in the order in which they were given. */
async function citable(ctx: Reading, courseId: string): Promise<NoteView['documents']> {
  return ctx.db.select({ id: documents.id, title: documents.title, pageKind: documents.pageKind, revision: documents.revision }).from(documents).where(eq(documents.courseId, courseId)).orderBy(asc(documents.position), asc(documents.id)).limit(1_000);
}

/** What changing a note needs, its row locked until the transaction ends; also of one that is deleted. @throws AppError FORBIDDEN for those who only study the course */
export async function ownNoteToChange(ctx: Reading, id: string) {
  const [row] = await ctx.db
    .select({ id: notes.id, courseId: notes.courseId, kind: notes.kind, status: notes.status, content: notes.content, next: notes.next, version: notes.version, edited: notes.edited, deletedAt: notes.deletedAt, role: courseMembers.role })
    .from(notes)
    .innerJoin(courseMembers, memberOf(ctx))
    .where(eq(notes.id, id))
    .for('update', { of: notes });
  if (!row) throw notFound('note');
  const role: CourseRole = row.role;
  if (!atLeast(role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its notes.');
  return row;
}

/** The paragraph around the words that a note cites, in the version of the document that stands; where they are not in it any more, the words alone. */
export async function noteSource(ctx: Reading, { id, documentId, ...cited }: { id: string; documentId: string } & Citation): Promise<SourceView> {
  const [document] = await ctx.db
    .select({ title: documents.title, kind: documents.pageKind, revision: documents.revision })
    .from(notes)
    .innerJoin(courseMembers, memberOf(ctx))
    .innerJoin(documents, and(eq(documents.id, documentId), eq(documents.courseId, notes.courseId)))
    .where(eq(notes.id, id));
  if (!document) throw notFound('source');
  const of = { documentId, documentTitle: document.title, kind: document.kind };
  const place = await standingPlace(ctx, { documentId, revision: document.revision }, cited);
  if (!place) return { ...of, citation: cited, passage: { text: cited.quote, start: 0, end: cited.quote.length }, outdated: true };
  const { text, page: number, start } = place;
  const end = start + cited.quote.length;
  const [around] = await ctx.db
    .select({ from: passages.start, to: passages.end })
    .from(passages)
    .where(and(eq(passages.documentId, documentId), eq(passages.revision, document.revision), eq(passages.page, number), sql`${passages.start} <= ${start}`, sql`${passages.end} >= ${end}`))
    .limit(1);
  const from = around?.from ?? start;
  return { ...of, citation: { page: number, start, end, quote: cited.quote }, passage: { text: text.slice(from, around?.to ?? end), start: start - from, end: end - from }, outdated: false };
}

/** Where a quote stands in a version of a document: at its own place, else on the nearest page that has these words. */
async function standingPlace({ db }: Reading, { documentId, revision }: { documentId: string; revision: number }, { page: number, start, quote }: Citation): Promise<{ text: string; page: number; start: number } | null> {
  const [nearest] = await db
    .select({ page: pages.number, text: pages.text })
    .from(pages)
    .where(and(eq(pages.documentId, documentId), eq(pages.revision, revision), sql`strpos(${pages.text}, ${quote}) > 0`))
    .orderBy(sql`abs(${pages.number} - ${number})`, asc(pages.number))
    .limit(1);
  if (!nearest) return null;
  const same = nearest.page === number && nearest.text.startsWith(quote, start);
  return { ...nearest, start: same ? start : nearest.text.indexOf(quote) };
}
