import { answerLine, type CitationChangeView, type decideChangesInput, type DocumentView, type FigureSize, type listCitationChangesInput, type QuestionContent } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { refreshActive } from '../../flashcard/schedules.ts';
import { transact, type Deps, type Reading, type SignedInCtx, type Within } from '../../platform/context.ts';
import { publish } from '../../platform/events.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { ownDocument, ownDocumentToChange, sizeOfFigure, undecided } from '../queries.ts';

const { attemptItems, attempts, cardSchedules, citationChanges, flashcards, questions, reviews } = tables;

/** What a revision did to the sources of items, oldest first: those about which nobody has decided. */
export async function listRevisionChanges(ctx: Reading, input: z.output<typeof listCitationChangesInput>) {
  await ownDocument(ctx, input.documentId);
  const after = decodeCursor(input.cursor, 2);
  const { userId } = ctx.actor;
  const rows = await ctx.db
    .select({
      change: citationChanges,
      card: { id: flashcards.id, type: flashcards.type, front: flashcards.front, back: flashcards.back, figure: flashcards.figure, page: flashcards.page, start: flashcards.start, quote: flashcards.quote, passage: flashcards.passage, passageStart: flashcards.passageStart },
      question: { id: questions.id, stem: questions.stem, content: questions.content, page: questions.page, start: questions.start, quote: questions.quote, passage: questions.passage, passageStart: questions.passageStart },
      reviewed: sql<number>`(select count(*)::int from ${reviews} where ${and(eq(reviews.cardId, citationChanges.cardId), eq(reviews.userId, userId), isNull(reviews.undoneAt))})`,
      answered: sql<number>`(select count(*)::int from ${attemptItems} join ${attempts} on ${eq(attempts.id, attemptItems.attemptId)} where ${and(eq(attemptItems.questionId, citationChanges.questionId), eq(attempts.userId, userId), isNotNull(attemptItems.right))})`,
    })
    .from(citationChanges)
    .leftJoin(flashcards, eq(flashcards.id, citationChanges.cardId))
    .leftJoin(questions, eq(questions.id, citationChanges.questionId))
    .where(and(eq(citationChanges.documentId, input.documentId), undecided, after ? sql`(${citationChanges.createdAt}, ${citationChanges.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined))
    .orderBy(asc(citationChanges.createdAt), asc(citationChanges.id))
    .limit(input.limit + 1);
  const listed = page(rows, input.limit, (row) => row, ({ change }) => [change.createdAt.toISOString(), change.id]);
  return { ...listed, items: listed.items.flatMap(toView) };
}

interface Row {
  change: typeof citationChanges.$inferSelect;
  card: (Quoted & { id: string; type: 'basic' | 'cloze'; front: string; back: string; figure: FigureSize | null }) | null;
  question: (Quoted & { id: string; stem: string; content: QuestionContent }) | null;
  reviewed: number;
  answered: number;
}

interface Quoted {
  page: number | null;
  start: number | null;
  quote: string | null;
  passage: string | null;
  passageStart: number | null;
}

function toView({ change, card, question, reviewed, answered }: Row): CitationChangeView[] {
  const held = card ?? question;
  if (!held) return [];
  const quote = held.quote ?? '';
  const passage = held.passage ?? quote;
  const start = Math.max(0, (held.start ?? 0) - (held.passageStart ?? held.start ?? 0));
  const item: CitationChangeView['item'] | null = card
    ? { kind: 'card', id: card.id, type: card.type, front: card.front, back: card.back, figure: sizeOfFigure(card.figure) }
    : question
      ? { kind: 'question', id: question.id, stem: question.stem, answer: answerLine(question.content) }
      : null;
  if (!item) return [];
  return [
    {
      id: change.id,
      kind: change.kind,
      item,
      before: { page: change.oldPage, passage, start, end: start + quote.length },
      after: change.newPage !== null && change.newPassage !== null ? { page: change.newPage, passage: change.newPassage } : null,
      reviews: card ? reviewed : answered,
    },
  ];
}

/** Of ids that are not of this document, or that a later revision answered, nothing is done. */
export async function decideChanges(ctx: SignedInCtx, { documentId, ids, decision }: z.output<typeof decideChangesInput>): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, documentId);
    const decided = await tx.db
      .update(citationChanges)
      .set({ decidedAt: decision === 'undo' ? null : tx.now() })
      .where(and(eq(citationChanges.documentId, documentId), inArray(citationChanges.id, ids), decision === 'undo' ? isNotNull(citationChanges.decidedAt) : isNull(citationChanges.decidedAt)))
      .returning({ cardId: citationChanges.cardId, questionId: citationChanges.questionId });
    if (decision !== 'keep') {
      const cards = decided.flatMap(({ cardId }) => cardId ?? []);
      const asked = decided.flatMap(({ questionId }) => questionId ?? []);
      await setDeleted(tx, { cards, asked }, decision === 'delete' ? tx.now() : null);
    }
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId });
  });
  return ownDocument(ctx, documentId);
}

async function setDeleted(tx: Within<SignedInCtx>, { cards, asked }: { cards: string[]; asked: string[] }, deletedAt: Date | null): Promise<void> {
  if (asked.length > 0) await tx.db.update(questions).set({ deletedAt }).where(inArray(questions.id, asked));
  if (cards.length === 0) return;
  await tx.db.update(flashcards).set({ deletedAt }).where(inArray(flashcards.id, cards));
  await refreshActive(tx.db, inArray(cardSchedules.cardId, cards));
}

const keptDeletedMs = 24 * 3_600_000;

/** As cards: what was deleted more than a day ago goes for good, unless it was answered in a quiz whose result shows it. */
export async function purgeDeletedQuestions({ db, now }: Deps): Promise<void> {
  await db.delete(questions).where(
    and(
      isNotNull(questions.deletedAt),
      lt(questions.deletedAt, new Date(now().getTime() - keptDeletedMs)),
      sql`not exists (select 1 from ${attemptItems} where ${attemptItems.questionId} = ${questions.id})`,
    ),
  );
}
