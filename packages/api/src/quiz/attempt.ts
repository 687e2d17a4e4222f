/** Attempts as they are read: while they are taken, and once they are handed in. */
import { AppError, askOf, notFound, type AttemptResult, type AttemptSummary, type AttemptView, type QuestionContent, type QuestionKey } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { toSource, type SourceColumns } from '../document/queries.ts';
import type { Reading } from '../platform/context.ts';
import { decodeCursor, page } from '../platform/paging.ts';

const { attemptItems, attempts, courses, documents, pages, questions, topics } = tables;

const summaryColumns = {
  id: attempts.id,
  courseId: attempts.courseId,
  courseName: courses.name,
  title: attempts.title,
  questions: attempts.total,
  answered: sql<number>`(select count(*)::int from ${attemptItems} where ${attemptItems.attemptId} = ${attempts.id} and ${attemptItems.answer} is not null)`,
  right: attempts.right,
  points: attempts.points,
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

/** The questions of an attempt that was found to be the caller's own. */
export function itemsOf(ctx: Reading, attemptId: string) {
  return ctx.db
    .select({
      id: questions.id,
      position: attemptItems.position,
      stem: questions.stem,
      topicId: questions.topicId,
      topicTitle: topics.title,
      difficulty: questions.difficulty,
      bloom: questions.bloom,
      content: questions.content,
      shownOrder: attemptItems.shownOrder,
      answer: attemptItems.answer,
      marked: attemptItems.marked,
      score: attemptItems.score,
      met: attemptItems.met,
      judged: attemptItems.judged,
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
    bloom: row.bloom,
    ask: askOf(row.content, row.shownOrder),
    answer: row.answer,
    marked: row.marked,
  };
}

export async function getAttempt(ctx: Reading, id: string): Promise<AttemptView> {
  const attempt = await ownAttempt(ctx, id);
  return { ...attempt, items: (await itemsOf(ctx, id)).map(toItem) };
}

export async function getResult(ctx: Reading, id: string): Promise<AttemptResult> {
  const attempt = await ownAttempt(ctx, id);
  if (attempt.submittedAt === null) throw new AppError('CONFLICT', 'Hand the quiz in first; then the answers open.');
  const rows = await itemsOf(ctx, id);
  const texts = await pagesOfOptions(ctx, rows);
  return { ...attempt, items: rows.map((row) => ({ ...toItem(row), score: row.score ?? 0, key: keyOf(row, texts), explanation: row.explanation, source: toSource(row) })) };
}

function keyOf(row: ItemRow, texts: ReadonlyMap<string, string>): QuestionKey {
  const { content, shownOrder } = row;
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return {
        kind: content.kind,
        options: shownOrder.flatMap((stored) => {
          const option = content.options[stored];
          return option ? [{ text: option.text, correct: option.correct, why: option.why ?? null, source: optionSource(row, option, texts) }] : [];
        }),
      };
    case 'trueFalse':
      return { kind: content.kind, answer: content.answer, correction: content.correction };
    case 'fillIn':
      return { kind: content.kind, accepted: content.accepted };
    case 'shortAnswer':
      return { kind: content.kind, rubric: content.rubric, met: content.rubric.map((_, index) => row.met?.[index] ?? false), judged: row.judged };
    case 'matching':
      return { kind: content.kind, places: content.pairs.map((_, stored) => shownOrder.indexOf(stored)) };
    case 'ordering':
      return { kind: content.kind, order: content.items.map((_, stored) => shownOrder.indexOf(stored)) };
  }
}

type Option = Extract<QuestionContent, { kind: 'single' }>['options'][number];

const pageKey = (row: Pick<ItemRow, 'documentId' | 'documentRevision'>, number: number) => `${row.documentId} ${row.documentRevision} ${number}`;

/** The text of the pages that options cite, as the documents stand now. */
async function pagesOfOptions(ctx: Reading, rows: readonly ItemRow[]): Promise<Map<string, string>> {
  const cited = rows.flatMap(({ documentId, content }) =>
    content.kind === 'single' || content.kind === 'multiple' ? content.options.flatMap(({ citation }) => (citation ? [{ documentId, page: citation.page }] : [])) : [],
  );
  if (cited.length === 0) return new Map();
  const found = await ctx.db
    .select({ documentId: pages.documentId, documentRevision: pages.revision, number: pages.number, text: pages.text })
    .from(pages)
    .innerJoin(documents, and(eq(documents.id, pages.documentId), eq(documents.revision, pages.revision)))
    .where(and(inArray(pages.documentId, [...new Set(cited.map(({ documentId }) => documentId))]), inArray(pages.number, [...new Set(cited.map(({ page: number }) => number))])));
  return new Map(found.map((row) => [pageKey(row, row.number), row.text]));
}

/** How much of the page is shown on either side of what an option cites. */
const around = 160;

/** A revision moves the quote of a question, not those of its options: one that is not where it was is not shown. */
function optionSource(row: ItemRow, { citation }: Option, texts: ReadonlyMap<string, string>) {
  if (!citation) return null;
  const text = texts.get(pageKey(row, citation.page));
  if (text?.slice(citation.start, citation.end) !== citation.quote) return null;
  const from = Math.max(0, text.lastIndexOf('\n', Math.max(0, citation.start - 1)) + 1, citation.start - around);
  const close = text.indexOf('\n', citation.end);
  const to = Math.min(close === -1 ? text.length : close, citation.end + around);
  const columns: SourceColumns = { ...row, ...citation, passage: text.slice(from, to).toWellFormed(), passageStart: from, revision: row.documentRevision };
  return toSource(columns);
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

/** Right and all answers of handed-in quizzes, by course. */
export async function quizScores(ctx: Reading): Promise<Map<string, { attempts: number; right: number; of: number }>> {
  const rows = await ctx.db
    .select({ courseId: attempts.courseId, attempts: sql<number>`count(*)::int`, right: sql<number>`sum(${attempts.right})::int`, of: sql<number>`sum(${attempts.total})::int` })
    .from(attempts)
    .where(and(eq(attempts.userId, ctx.actor.userId), isNotNull(attempts.submittedAt)))
    .groupBy(attempts.courseId);
  return new Map(rows.map(({ courseId, ...scores }) => [courseId, scores]));
}
