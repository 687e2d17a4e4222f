/** What a student does with an attempt. */
import { AppError, askOf, fitsAsk, gradeAnswer, notFound, scoreOfPoints, type answerInput, type AttemptResult, type judgeInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type SignedInCtx, type Within } from '../platform/context.ts';
import { getResult, itemsOf } from './attempt.ts';

const { attemptItems, attempts, questions } = tables;

/** Locked, so that answers, handing in and judging happen one after another. */
async function lockedAttempt(tx: Within<SignedInCtx>, id: string): Promise<{ submittedAt: Date | null }> {
  const [attempt] = await tx.db
    .select({ submittedAt: attempts.submittedAt })
    .from(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.userId, tx.actor.userId)))
    .for('update');
  if (!attempt) throw notFound('quiz');
  return attempt;
}

const itemOf = (attemptId: string, questionId: string) => and(eq(attemptItems.attemptId, attemptId), eq(attemptItems.questionId, questionId));

/** Kept as it is given. After handing in, nothing changes any more. */
export async function answerQuestion(ctx: SignedInCtx, { attemptId, questionId, answer, marked }: z.output<typeof answerInput>): Promise<void> {
  await transact(ctx, async (tx) => {
    const attempt = await lockedAttempt(tx, attemptId);
    if (attempt.submittedAt) throw new AppError('CONFLICT', 'This quiz is handed in already.');
    const set = { ...(answer !== undefined && { answer, answeredAt: answer === null ? null : tx.now() }), ...(marked !== undefined && { marked }) };
    if (Object.keys(set).length === 0) return;
    const [item] = await tx.db.select({ content: questions.content, order: attemptItems.shownOrder }).from(attemptItems).innerJoin(questions, eq(questions.id, attemptItems.questionId)).where(itemOf(attemptId, questionId));
    if (!item) throw notFound('question');
    if (answer && !fitsAsk(answer, askOf(item.content, item.order))) throw new AppError('BAD_INPUT', 'This is not an answer to this question: it is of another kind, or names what is not shown.');
    await tx.db.update(attemptItems).set(set).where(itemOf(attemptId, questionId));
  });
}

/** Handed in twice, it was handed in once. */
export async function submitQuiz(ctx: SignedInCtx, id: string): Promise<AttemptResult> {
  await transact(ctx, async (tx) => {
    const attempt = await lockedAttempt(tx, id);
    if (attempt.submittedAt) return;
    const rows = await itemsOf(tx, id);
    const graded = rows.map((row) => ({ position: row.position, ...gradeAnswer(row.content, row.shownOrder, row.answer) }));
    for (const { position, score, met } of graded) {
      await tx.db
        .update(attemptItems)
        .set({ score, right: isRight(score), met })
        .where(and(eq(attemptItems.attemptId, id), eq(attemptItems.position, position)));
    }
    await tx.db.update(attempts).set({ ...totals(graded), total: rows.length, submittedAt: tx.now() }).where(eq(attempts.id, id));
  });
  return getResult(ctx, id);
}

/** Scores are shares of small whole numbers: 1 is reached exactly, or not at all. */
const isRight = (score: number) => score === 1;

function totals(items: readonly { score: number | null }[]): { right: number; points: number } {
  return { right: items.filter(({ score }) => isRight(score ?? 0)).length, points: items.reduce((sum, { score }) => sum + (score ?? 0), 0) };
}

/** Words alone don't tell whether a short answer is right: what the student says of it counts. @throws AppError CONFLICT before it is handed in */
export async function judgeAnswer(ctx: SignedInCtx, { attemptId, questionId, met }: z.output<typeof judgeInput>): Promise<AttemptResult> {
  await transact(ctx, async (tx) => {
    const attempt = await lockedAttempt(tx, attemptId);
    if (!attempt.submittedAt) throw new AppError('CONFLICT', 'Hand the quiz in first; then answers are judged.');
    const [item] = await tx.db.select({ content: questions.content }).from(attemptItems).innerJoin(questions, eq(questions.id, attemptItems.questionId)).where(itemOf(attemptId, questionId));
    if (!item) throw notFound('question');
    if (item.content.kind !== 'shortAnswer') throw new AppError('BAD_INPUT', 'Only short answers are judged by the student.');
    if (met.length !== item.content.rubric.length) throw new AppError('BAD_INPUT', 'Say of each point of the rubric whether it is made.');
    const score = scoreOfPoints(met);
    await tx.db.update(attemptItems).set({ met, judged: true, score, right: isRight(score) }).where(itemOf(attemptId, questionId));
    const items = await tx.db.select({ score: attemptItems.score }).from(attemptItems).where(eq(attemptItems.attemptId, attemptId));
    await tx.db.update(attempts).set(totals(items)).where(eq(attempts.id, attemptId));
  });
  return getResult(ctx, attemptId);
}

export async function deleteAttempt(ctx: SignedInCtx, id: string): Promise<void> {
  const gone = await ctx.db
    .delete(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.userId, ctx.actor.userId)))
    .returning({ id: attempts.id });
  if (gone.length === 0) throw notFound('quiz');
}
