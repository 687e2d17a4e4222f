import { AppError, isRight, notFound, seededRandom, shuffled, type answerInput, type AttemptResult, type AttemptSummary, type AttemptView, type startQuizInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { toSource } from '../document/queries.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { standing } from '../platform/standing.ts';

const { attemptItems, attempts, courses, documents, questions, topics } = tables;

const summaryColumns = {
  id: attempts.id,
  courseId: attempts.courseId,
  courseName: courses.name,
  title: attempts.title,
  questions: attempts.total,
  answered: sql<number>`(select count(*)::int from ${attemptItems} where ${attemptItems.attemptId} = ${attempts.id} and ${attemptItems.chosen} is not null)`,
  right: attempts.right,
  startedAt: attempts.startedAt,
  submittedAt: attempts.submittedAt,
};

type SummaryRow = Omit<AttemptSummary, 'startedAt' | 'submittedAt'> & { startedAt: Date; submittedAt: Date | null };

function toSummary({ startedAt, submittedAt, ...row }: SummaryRow): AttemptSummary {
  return { ...row, startedAt: startedAt.toISOString(), submittedAt: submittedAt?.toISOString() ?? null };
}

async function ownAttempt(ctx: Reading, id: string): Promise<AttemptSummary> {
  const [row] = await ctx.db
    .select(summaryColumns)
    .from(attempts)
    .innerJoin(courses, eq(courses.id, attempts.courseId))
    .where(and(eq(attempts.id, id), eq(attempts.userId, ctx.actor.userId)));
  if (!row) throw notFound('quiz');
  return toSummary(row);
}

/**
 * Draws questions that were asked least often first, so that a second quiz does not repeat the first while there are
 * others. The draw and the order of options depend on the attempt's id alone: asked again, it is the same quiz.
 */
export async function startQuiz(ctx: SignedInCtx, input: z.output<typeof startQuizInput>): Promise<AttemptView> {
  await transact(ctx, async (tx) => {
    await courseRoleOf(tx, input.courseId, 'student');
    const [held] = await tx.db.select({ userId: attempts.userId }).from(attempts).where(eq(attempts.id, input.id));
    if (held) {
      if (held.userId !== tx.actor.userId) throw notFound('quiz');
      return;
    }
    const asked = tx.db
      .select({ questionId: attemptItems.questionId, times: sql<number>`count(*)`.as('times') })
      .from(attemptItems)
      .innerJoin(attempts, and(eq(attempts.id, attemptItems.attemptId), eq(attempts.userId, tx.actor.userId), eq(attempts.courseId, input.courseId)))
      .groupBy(attemptItems.questionId)
      .as('asked');
    const drawn = await tx.db
      .select({ id: questions.id, options: sql<number>`jsonb_array_length(${questions.options})::int`, ordinal: questions.ordinal })
      .from(questions)
      .leftJoin(asked, eq(asked.questionId, questions.id))
      .where(and(eq(questions.courseId, input.courseId), standing(questions), sql`not exists (select 1 from ${topics} where ${topics.id} = ${questions.topicId} and ${topics.hiddenAt} is not null)`, input.topicId === undefined ? undefined : eq(questions.topicId, input.topicId), input.documentId === undefined ? undefined : eq(questions.documentId, input.documentId)))
      .orderBy(asc(sql`coalesce(${asked.times}, 0)`), sql`md5(${questions.id}::text || ${input.id}::text)`)
      .limit(input.questions);
    if (drawn.length === 0) throw new AppError('CONFLICT', 'There are no questions here yet. Add a document first, or wait until its questions are written.');
    const random = seededRandom(input.id);
    await tx.db.insert(attempts).values({ id: input.id, userId: tx.actor.userId, courseId: input.courseId, title: await titleOf(tx, input), total: drawn.length, startedAt: tx.now() });
    await tx.db.insert(attemptItems).values(drawn.map(({ id, options }, position) => ({ attemptId: input.id, position, questionId: id, optionOrder: shuffled(options, random) })));
  });
  return getAttempt(ctx, input.id);
}

async function titleOf(tx: Reading, input: z.output<typeof startQuizInput>): Promise<string> {
  if (input.topicId !== undefined) {
    const [topic] = await tx.db.select({ title: topics.title }).from(topics).where(eq(topics.id, input.topicId));
    if (topic) return topic.title;
  }
  if (input.documentId !== undefined) {
    const [document] = await tx.db.select({ title: documents.title }).from(documents).where(eq(documents.id, input.documentId));
    if (document) return document.title;
  }
  const [row] = await tx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(attempts)
    .where(and(eq(attempts.userId, tx.actor.userId), eq(attempts.courseId, input.courseId)));
  return `Quiz ${(row?.n ?? 0) + 1}`;
}

function itemsOf(ctx: Reading, attemptId: string) {
  return ctx.db
    .select({
      id: questions.id,
      position: attemptItems.position,
      stem: questions.stem,
      topicId: questions.topicId,
      topicTitle: topics.title,
      difficulty: questions.difficulty,
      options: questions.options,
      optionOrder: attemptItems.optionOrder,
      chosen: attemptItems.chosen,
      marked: attemptItems.marked,
      explanation: questions.explanation,
      documentId: questions.documentId,
      documentTitle: documents.title,
      pageKind: documents.pageKind,
      page: questions.page,
      start: questions.start,
      end: questions.end,
      quote: questions.quote,
      passage: questions.passage,
      passageStart: questions.passageStart,
      revision: questions.revision,
      documentRevision: documents.revision,
    })
    .from(attemptItems)
    .innerJoin(questions, eq(questions.id, attemptItems.questionId))
    .innerJoin(documents, eq(documents.id, questions.documentId))
    .leftJoin(topics, eq(topics.id, questions.topicId))
    .where(eq(attemptItems.attemptId, attemptId))
    .orderBy(asc(attemptItems.position));
}

type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number];

/** As it stands in an attempt that is not handed in: without a word about what is right. */
function toItem(row: ItemRow) {
  return {
    id: row.id,
    position: row.position,
    stem: row.stem,
    topic: row.topicId !== null && row.topicTitle !== null ? { id: row.topicId, title: row.topicTitle } : null,
    difficulty: row.difficulty,
    options: row.optionOrder.map((stored) => row.options[stored]?.text ?? ''),
    chosen: row.chosen,
    marked: row.marked,
  };
}

function correctStored(row: Pick<ItemRow, 'options'>): number {
  return row.options.findIndex((option) => option.correct);
}

export async function getAttempt(ctx: Reading, id: string): Promise<AttemptView> {
  const attempt = await ownAttempt(ctx, id);
  return { ...attempt, items: (await itemsOf(ctx, id)).map(toItem) };
}

export async function getResult(ctx: Reading, id: string): Promise<AttemptResult> {
  const attempt = await ownAttempt(ctx, id);
  if (attempt.submittedAt === null) throw new AppError('CONFLICT', 'Hand the quiz in first; then the answers open.');
  const rows = await itemsOf(ctx, id);
  return { ...attempt, items: rows.map((row) => ({ ...toItem(row), correct: row.optionOrder.indexOf(correctStored(row)), explanation: row.explanation, source: toSource(row) })) };
}

/** Kept as it is given. After handing in, nothing changes any more. */
export async function answerQuestion(ctx: SignedInCtx, { attemptId, questionId, chosen, marked }: z.output<typeof answerInput>): Promise<void> {
  await transact(ctx, async (tx) => {
    const [attempt] = await tx.db
      .select({ submittedAt: attempts.submittedAt })
      .from(attempts)
      .where(and(eq(attempts.id, attemptId), eq(attempts.userId, tx.actor.userId)))
      .for('update');
    if (!attempt) throw notFound('quiz');
    if (attempt.submittedAt) throw new AppError('CONFLICT', 'This quiz is handed in already.');
    const set = { ...(chosen !== undefined && { chosen, answeredAt: chosen === null ? null : tx.now() }), ...(marked !== undefined && { marked }) };
    if (Object.keys(set).length === 0) return;
    const [item] = await tx.db
      .select({ options: sql<number>`cardinality(${attemptItems.optionOrder})` })
      .from(attemptItems)
      .where(and(eq(attemptItems.attemptId, attemptId), eq(attemptItems.questionId, questionId)));
    if (!item) throw notFound('question');
    if (chosen !== undefined && chosen !== null && chosen >= item.options) throw new AppError('BAD_INPUT', 'This question has no such option.');
    await tx.db
      .update(attemptItems)
      .set(set)
      .where(and(eq(attemptItems.attemptId, attemptId), eq(attemptItems.questionId, questionId)));
  });
}

/** Handed in twice, it was handed in once. */
export async function submitQuiz(ctx: SignedInCtx, id: string): Promise<AttemptResult> {
  await transact(ctx, async (tx) => {
    const [attempt] = await tx.db
      .select({ submittedAt: attempts.submittedAt })
      .from(attempts)
      .where(and(eq(attempts.id, id), eq(attempts.userId, tx.actor.userId)))
      .for('update');
    if (!attempt) throw notFound('quiz');
    if (attempt.submittedAt) return;
    const rows = await itemsOf(tx, id);
    const right = rows.filter((row) => isRight({ optionOrder: row.optionOrder, chosen: row.chosen, correct: correctStored(row) })).map((row) => row.position);
    await tx.db
      .update(attemptItems)
      .set({ right: sql`${attemptItems.position} = any(${sql.param(`{${right.join(',')}}`)}::int[])` })
      .where(eq(attemptItems.attemptId, id));
    await tx.db.update(attempts).set({ right: right.length, total: rows.length, submittedAt: tx.now() }).where(eq(attempts.id, id));
  });
  return getResult(ctx, id);
}

export async function listAttempts(ctx: Reading, input: { courseId?: string | undefined; cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(input.cursor, 2);
  const rows = await ctx.db
    .select(summaryColumns)
    .from(attempts)
    .innerJoin(courses, eq(courses.id, attempts.courseId))
    .where(
      and(
        eq(attempts.userId, ctx.actor.userId),
        input.courseId === undefined ? undefined : eq(attempts.courseId, input.courseId),
        after ? sql`(${attempts.startedAt}, ${attempts.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(attempts.startedAt), desc(attempts.id))
    .limit(input.limit + 1);
  return page(rows, input.limit, toSummary, (row) => [row.startedAt.toISOString(), row.id]);
}

export async function deleteAttempt(ctx: SignedInCtx, id: string): Promise<void> {
  const gone = await ctx.db
    .delete(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.userId, ctx.actor.userId)))
    .returning({ id: attempts.id });
  if (gone.length === 0) throw notFound('quiz');
}

/** Right and all answers of handed-in quizzes, by course. */
export async function quizScores(ctx: Reading): Promise<Map<string, { attempts: number; right: number; of: number }>> {
  const rows = await ctx.db
    .select({ courseId: attempts.courseId, attempts: sql<number>`count(*)::int`, right: sql<number>`sum(${attempts.right})::int`, of: sql<number>`sum(${attempts.total})::int` })
    .from(attempts)
    .where(and(eq(attempts.userId, ctx.actor.userId), isNotNull(attempts.submittedAt)))
    .groupBy(attempts.courseId);
  return new Map(rows.map(({ courseId, ...scores }) => [courseId, scores]));
}
