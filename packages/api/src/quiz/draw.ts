/** Which questions a quiz asks. */
import { AppError, notFound, seededRandom, shownOrder, type AttemptView, type QuestionKind, type QuizChoices, type quizChoicesInput, type startQuizInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, between, desc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { ofShownTopic, standing } from '../platform/standing.ts';
import { getAttempt } from './attempt.ts';

const { attemptItems, attempts, documents, questions, topics } = tables;

type Start = z.output<typeof startQuizInput>;

/**
 * Draws questions that were asked least often first, so that a second quiz does not repeat the first while there are
 * others. The draw and the order of what is shown depend on the attempt's id alone: asked again, it is the same quiz.
 * @throws AppError CONFLICT where there is nothing to draw
 */
export async function startQuiz(ctx: SignedInCtx, input: Start): Promise<AttemptView> {
  await transact(ctx, async (tx) => {
    await courseRoleOf(tx, input.courseId, 'student');
    const [held] = await tx.db.select({ userId: attempts.userId }).from(attempts).where(eq(attempts.id, input.id));
    if (held) {
      if (held.userId !== tx.actor.userId) throw notFound('quiz');
      return;
    }
    const drawn = await draw(tx, input);
    if (drawn.length === 0) throw new AppError('CONFLICT', await nothingToAsk(tx, input));
    const random = seededRandom(input.id);
    await tx.db.insert(attempts).values({ id: input.id, userId: tx.actor.userId, courseId: input.courseId, title: await titleOf(tx, input), total: drawn.length, startedAt: tx.now() });
    await tx.db.insert(attemptItems).values(drawn.map(({ id, content }, position) => ({ attemptId: input.id, position, questionId: id, shownOrder: shownOrder(content, random) })));
  });
  return getAttempt(ctx, input.id);
}

async function draw(tx: Reading, input: Start) {
  const asked = tx.db
    .select({ questionId: attemptItems.questionId, times: sql<number>`count(*)`.as('times') })
    .from(attemptItems)
    .innerJoin(attempts, and(eq(attempts.id, attemptItems.attemptId), eq(attempts.userId, tx.actor.userId), eq(attempts.courseId, input.courseId)))
    .groupBy(attemptItems.questionId)
    .as('asked');
  const last = lastAnswers(tx, input.courseId);
  const model = input.like === undefined ? null : await modelQuestion(tx, input.courseId, input.like);
  const wanted = and(
    inCourse(input),
    input.kinds === undefined ? undefined : inArray(questions.kind, input.kinds),
    input.difficulty === undefined ? undefined : between(questions.difficulty, input.difficulty.from, input.difficulty.to),
    input.from === 'wrong' ? eq(last.right, false) : undefined,
    model === null ? undefined : and(ne(questions.id, model.id), isNull(asked.times), or(sameTopic(model), eq(questions.kind, model.kind))),
  );
  const nearest: SQL[] = model === null ? [] : [desc(sql`(${sameTopic(model)})::int * 2 + (${questions.kind} = ${model.kind})::int`)];
  return tx.db
    .select({ id: questions.id, content: questions.content })
    .from(questions)
    .leftJoin(asked, eq(asked.questionId, questions.id))
    .leftJoin(last, eq(last.questionId, questions.id))
    .where(wanted)
    .orderBy(...nearest, asc(sql`coalesce(${asked.times}, 0)`), sql`md5(${questions.id}::text || ${input.id}::text)`)
    .limit(input.questions);
}

interface Model {
  id: string;
  topicId: string | null;
  kind: QuestionKind;
}

const sameTopic = ({ topicId }: Model): SQL => (topicId === null ? isNull(questions.topicId) : sql`coalesce(${questions.topicId} = ${topicId}, false)`);

async function modelQuestion(tx: Reading, courseId: string, id: string): Promise<Model> {
  const [found] = await tx.db.select({ id: questions.id, topicId: questions.topicId, kind: questions.kind }).from(questions).where(and(eq(questions.id, id), eq(questions.courseId, courseId)));
  if (!found) throw notFound('question');
  return found;
}

function inCourse({ courseId, topicIds, documentId }: Pick<Start, 'courseId'> & Partial<Pick<Start, 'topicIds' | 'documentId'>>): SQL | undefined {
  return and(
    eq(questions.courseId, courseId),
    standing(questions),
    ofShownTopic(questions),
    topicIds === undefined ? undefined : inArray(questions.topicId, topicIds),
    documentId === undefined ? undefined : eq(questions.documentId, documentId),
  );
}

/** Whether the student's last answer to each question of a course that was handed in was right. */
function lastAnswers(ctx: Reading, courseId: string) {
  return ctx.db
    .selectDistinctOn([attemptItems.questionId], { questionId: attemptItems.questionId, right: attemptItems.right })
    .from(attemptItems)
    .innerJoin(attempts, and(eq(attempts.id, attemptItems.attemptId), eq(attempts.userId, ctx.actor.userId), eq(attempts.courseId, courseId)))
    .where(sql`${attempts.submittedAt} is not null`)
    .orderBy(attemptItems.questionId, desc(attempts.submittedAt), desc(attempts.id))
    .as('last_answers');
}

/** Topics of whose questions the student's last answer was not right. */
export async function topicsAnsweredWrong(ctx: Reading, courseId: string): Promise<string[]> {
  const last = lastAnswers(ctx, courseId);
  const rows = await ctx.db.selectDistinct({ id: questions.topicId }).from(questions).innerJoin(last, eq(last.questionId, questions.id)).where(and(inCourse({ courseId }), eq(last.right, false)));
  return rows.flatMap(({ id }) => id ?? []);
}

async function nothingToAsk(tx: Reading, input: Start): Promise<string> {
  if (input.like !== undefined) return 'Every question like this one has been asked already. Take a quiz about the whole topic, or add more material.';
  if (input.from === 'wrong') return 'No question here was answered wrongly the last time. Take a quiz with all of them.';
  const held = await tx.db.$count(questions, inCourse(input));
  return held > 0 ? 'No question here is of these kinds and this difficulty. Choose more of them.' : 'There are no questions here yet. Add a document first, or wait until its questions are written.';
}

async function titleOf(tx: Reading, input: Start): Promise<string> {
  if (input.from === 'wrong') return 'What went wrong';
  if (input.like !== undefined) return 'More like one';
  const [topicId, another] = input.topicIds ?? [];
  if (topicId !== undefined && another === undefined) {
    const [topic] = await tx.db.select({ title: topics.title }).from(topics).where(and(eq(topics.id, topicId), eq(topics.courseId, input.courseId)));
    if (topic) return topic.title;
  }
  if (input.documentId !== undefined) {
    const [document] = await tx.db.select({ title: documents.title }).from(documents).where(and(eq(documents.id, input.documentId), eq(documents.courseId, input.courseId)));
    if (document) return document.title;
  }
  const [row] = await tx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(attempts)
    .where(and(eq(attempts.userId, tx.actor.userId), eq(attempts.courseId, input.courseId)));
  return `Quiz ${(row?.n ?? 0) + 1}`;
}

/** What there is to choose from before a quiz is started. */
export async function quizChoices(ctx: Reading, input: z.output<typeof quizChoicesInput>): Promise<QuizChoices> {
  const last = lastAnswers(ctx, input.courseId);
  const groups = await ctx.db
    .select({ kind: questions.kind, difficulty: questions.difficulty, questions: sql<number>`count(*)::int`, wrong: sql<number>`(count(*) filter (where ${last.right} = false))::int` })
    .from(questions)
    .leftJoin(last, eq(last.questionId, questions.id))
    .where(inCourse(input))
    .groupBy(questions.kind, questions.difficulty)
    .orderBy(questions.kind, questions.difficulty);
  return { groups };
}
