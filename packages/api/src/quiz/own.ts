/** Questions that a student makes from marked words. */
import { AppError, limits, notFound, questionFault, type createQuestionInput, type DocumentItemView, type QuestionContent } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { questionKey } from '../document/reading/drafts.ts';
import { citeSelection } from '../flashcard/selection.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { atLeast, courseRoleOf } from '../platform/procedures.ts';

const { courseMembers, passages, pages, questions, topics } = tables;

/**
 * Accepted at once, for whoever makes it means it; the same request twice makes one.
 * @throws AppError BAD_INPUT where it can't be asked, CONFLICT where the words are not on the page any more, DUPLICATE where the document has it
 */
export function createQuestion(ctx: SignedInCtx, { id, courseId, selection, stem, content, explanation, difficulty, bloom, tags }: z.output<typeof createQuestionInput>): Promise<DocumentItemView> {
  return transact(ctx, async (tx) => {
    await courseRoleOf(tx, courseId, 'teacher');
    const fault = questionFault({ stem, ...content }, limits.flashcard.frontChars);
    if (fault !== null) throw new AppError('BAD_INPUT', `This question can’t be asked as it is: ${fault}. Correct it and save again.`);
    const source = await citeSelection(tx, courseId, selection);
    const contentKey = questionKey(stem, content);
    const topicId = await topicAt(tx, source);
    const made = await tx.db
      .insert(questions)
      .values({ id, courseId, topicId, stem, content: await withStandingOptions(tx, source, content), explanation, difficulty, bloom, tags, ...source, contentKey, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: questions.id });
    return questionItem(tx, made.length > 0 ? id : await takeUp(tx, id, { documentId: source.documentId, contentKey }));
  });
}

/** It is asked no more; what was answered to it stays in the results of quizzes. Done again, it changes nothing. */
export function deleteQuestion(ctx: SignedInCtx, id: string): Promise<void> {
  return transact(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ role: courseMembers.role, deletedAt: questions.deletedAt })
      .from(questions)
      .innerJoin(courseMembers, and(eq(courseMembers.courseId, questions.courseId), eq(courseMembers.userId, tx.actor.userId)))
      .where(eq(questions.id, id))
      .for('update', { of: questions });
    if (!row) throw notFound('question');
    if (!atLeast(row.role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its questions.');
    if (row.deletedAt === null) await tx.db.update(questions).set({ deletedAt: tx.now() }).where(eq(questions.id, id));
  });
}

/** The question that is there: made by this request before, or the same one that was a draft, rejected or deleted, and is wanted now. */
async function takeUp(tx: Reading, id: string, { documentId, contentKey }: { documentId: string; contentKey: string }): Promise<string> {
  const [sent] = await tx.db.select({ id: questions.id }).from(questions).where(eq(questions.id, id));
  if (sent) return id;
  const [again] = await tx.db
    .update(questions)
    .set({ status: 'accepted', decidedAt: tx.now(), deletedAt: null })
    .where(and(eq(questions.documentId, documentId), eq(questions.contentKey, contentKey), or(ne(questions.status, 'accepted'), isNotNull(questions.deletedAt))))
    .returning({ id: questions.id });
  if (!again) throw new AppError('DUPLICATE', 'This document has that question already. Change it, or leave it at the one that is there.');
  return again.id;
}

async function questionItem(ctx: Reading, id: string): Promise<DocumentItemView> {
  const [row] = await ctx.db
    .select({ id: questions.id, status: questions.status, ordinal: questions.ordinal, topic: topics.title, topicId: questions.topicId, stem: questions.stem, content: questions.content, difficulty: questions.difficulty, page: questions.page, start: questions.start, end: questions.end, quote: questions.quote })
    .from(questions)
    .innerJoin(courseMembers, and(eq(courseMembers.courseId, questions.courseId), eq(courseMembers.userId, ctx.actor.userId)))
    .leftJoin(topics, eq(topics.id, questions.topicId))
    .where(and(eq(questions.id, id), isNull(questions.deletedAt)));
  if (!row) throw notFound('question');
  const { page, start, end, quote, ...item } = row;
  return { kind: 'question', ...item, citation: { page, start, end, quote } };
}

interface Cited {
  documentId: string;
  revision: number;
  page: number;
  start: number;
}

/** The topic that the passage belongs to at which a quote begins; none where no topic has it. */
async function topicAt(tx: Reading, { documentId, revision, page, start }: Cited): Promise<string | null> {
  const [found] = await tx.db
    .select({ id: topics.id, mergedIntoId: topics.mergedIntoId })
    .from(passages)
    .innerJoin(topics, and(eq(topics.documentId, passages.documentId), sql`${passages.ordinal} = any(${topics.passages})`))
    .where(and(eq(passages.documentId, documentId), eq(passages.revision, revision), eq(passages.page, page), sql`${passages.start} <= ${start} and ${passages.end} > ${start}`))
    .limit(1);
  return found ? (found.mergedIntoId ?? found.id) : null;
}

/** What a wrong option cites is believed only where it stands there. */
async function withStandingOptions(tx: Reading, { documentId, revision }: Cited, content: QuestionContent): Promise<QuestionContent> {
  if (content.kind !== 'single' && content.kind !== 'multiple') return content;
  const cited = [...new Set(content.options.flatMap(({ citation }) => citation?.page ?? []))];
  const rows = cited.length === 0 ? [] : await tx.db.select({ number: pages.number, text: pages.text }).from(pages).where(and(eq(pages.documentId, documentId), eq(pages.revision, revision), inArray(pages.number, cited)));
  const texts = new Map(rows.map(({ number, text }) => [number, text]));
  return {
    ...content,
    options: content.options.map(({ citation, ...option }) => ({ ...option, ...(citation && texts.get(citation.page)?.slice(citation.start, citation.end) === citation.quote && { citation }) })),
  };
}
