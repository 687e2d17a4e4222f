import { notFound, type InquiryView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { toSource } from '../document/queries.ts';
import type { Reading } from '../platform/context.ts';

const { courseMembers, documents, inquiries } = tables;

const ofMember = (ctx: Reading, id: string) => and(eq(inquiries.id, id), eq(inquiries.userId, ctx.actor.userId));

/** One's own, as long as one is a member of the course. */
export async function ownInquiry(ctx: Reading, id: string): Promise<InquiryView> {
  const [row] = await ctx.db
    .select({ id: inquiries.id, kind: inquiries.kind, status: inquiries.status, activity: inquiries.activity, engine: inquiries.engine, instead: inquiries.instead, error: inquiries.error, answer: inquiries.answer, createdAt: inquiries.createdAt })
    .from(inquiries)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, inquiries.courseId), eq(courseMembers.userId, inquiries.userId)))
    .where(ofMember(ctx, id));
  if (!row) throw notFound('answer');
  const { answer, createdAt, ...view } = row;
  return {
    ...view,
    questions: answer?.kind === 'questions' ? answer.questions : [],
    known: answer?.kind === 'questions' ? answer.known : [],
    statements: answer?.kind === 'explanation' ? await withSources(ctx, answer.statements) : [],
    createdAt: createdAt.toISOString(),
  };
}

type Stated = Extract<NonNullable<(typeof inquiries.$inferSelect)['answer']>, { kind: 'explanation' }>['statements'];

/** One whose document was deleted since says nothing any more. */
async function withSources(ctx: Reading, statements: Stated): Promise<InquiryView['statements']> {
  const ids = [...new Set(statements.map(({ documentId }) => documentId))];
  const rows = ids.length === 0 ? [] : await ctx.db.select({ id: documents.id, title: documents.title, pageKind: documents.pageKind, revision: documents.revision }).from(documents).where(inArray(documents.id, ids));
  const cited = new Map(rows.map((row) => [row.id, row]));
  return statements.flatMap(({ term, text, citation, documentId, ...passage }) => {
    const document = cited.get(documentId);
    const source = document && toSource({ documentId, documentTitle: document.title, pageKind: document.pageKind, documentRevision: document.revision, ...citation, ...passage });
    return source ? [{ term, text, source }] : [];
  });
}

/** Ids of the student's own in a course that may have changed a moment ago. */
export async function recentInquiries(ctx: Reading, courseId: string): Promise<string[]> {
  const since = new Date(ctx.now().getTime() - 10 * 60_000).toISOString();
  const rows = await ctx.db
    .select({ id: inquiries.id })
    .from(inquiries)
    .where(and(eq(inquiries.userId, ctx.actor.userId), eq(inquiries.courseId, courseId), sql`${inquiries.createdAt} > ${since}::timestamptz`));
  return rows.map((row) => row.id);
}
