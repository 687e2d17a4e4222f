import { AppError, clozeGap, notFound, type CardView, type createCardInput, type suspendCardInput, type updateCardInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { chunks } from '../platform/chunks.ts';
import { transact, type Deps, type SignedInCtx, type Within } from '../platform/context.ts';
import { atLeast, courseRoleOf } from '../platform/procedures.ts';
import { citeSelection } from './selection.ts';
import { ownCardLocked, ownCardRow, toCardView } from './queries.ts';
import { refreshActive, scheduleForMembers } from './schedules.ts';

const { cardSchedules, flashcards, rejectedItems, topics } = tables;

async function topicOfCourse(tx: Within<SignedInCtx>, topicId: string | null | undefined, courseId: string): Promise<void> {
  if (topicId === null || topicId === undefined) return;
  const [topic] = await tx.db
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.id, topicId), eq(topics.courseId, courseId), isNull(topics.mergedIntoId)));
  if (!topic) throw notFound('topic');
}

function checkCloze(type: CardView['type'], front: string): void {
  if (type === 'cloze' && front.split(clozeGap).length !== 2) {
    throw new AppError('BAD_INPUT', `A gap card needs its gap once, written ${clozeGap}.`, { fields: { front: `Keep the gap ${clozeGap} once.` } });
  }
}

async function cardView(ctx: Within<SignedInCtx>, id: string): Promise<CardView> {
  return toCardView(await ownCardRow(ctx, id));
}

/** A card of one's own; the same request twice makes one. @throws AppError CONFLICT where the marked words are not on the page any more */
export function createCard(ctx: SignedInCtx, { id, courseId, topicId, type, front, back, selection }: z.output<typeof createCardInput>): Promise<CardView> {
  return transact(ctx, async (tx) => {
    await courseRoleOf(tx, courseId, 'teacher');
    await topicOfCourse(tx, topicId, courseId);
    checkCloze(type, front);
    const now = tx.now();
    const source = selection && (await citeSelection(tx, courseId, selection));
    const made = await tx.db
      .insert(flashcards)
      .values({ id, courseId, topicId, type, front, back, ...source, origin: 'own', createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: flashcards.id })
      .returning({ id: flashcards.id });
    if (made.length > 0) await scheduleForMembers(tx.db, eq(flashcards.id, id));
    return cardView(tx, id);
  });
}

export function updateCard(ctx: SignedInCtx, { id, front, back, topicId }: z.output<typeof updateCardInput>): Promise<CardView> {
  return transact(ctx, async (tx) => {
    const card = await ownCardLocked(tx, id);
    mayEdit(card);
    await topicOfCourse(tx, topicId, card.courseId);
    if (front !== undefined) checkCloze(card.type, front);
    await tx.db
      .update(flashcards)
      // Whoever puts it somewhere means it, whatever topics were merged before.
      .set({ ...(front !== undefined && { front }), ...(back !== undefined && { back }), ...(topicId !== undefined && { topicId, mergedFromId: null }), updatedAt: tx.now() })
      .where(and(eq(flashcards.id, id), isNull(flashcards.deletedAt)));
    if (topicId !== undefined) await refreshActive(tx.db, eq(cardSchedules.cardId, id));
    return cardView(tx, id);
  });
}

/** For the asking student alone: others of the course keep theirs. */
export function suspendCard(ctx: SignedInCtx, { id, suspended }: z.output<typeof suspendCardInput>): Promise<CardView> {
  return transact(ctx, async (tx) => {
    const card = await ownCardLocked(tx, id);
    if (card.deletedAt) throw notFound('card');
    const own = and(eq(cardSchedules.userId, tx.actor.userId), eq(cardSchedules.cardId, id));
    await tx.db
      .update(cardSchedules)
      .set({ suspendedAt: suspended ? tx.now() : null })
      .where(own);
    await refreshActive(tx.db, own);
    return cardView(tx, id);
  });
}

/** It can be brought back for a day. */
export function deleteCard(ctx: SignedInCtx, id: string): Promise<void> {
  return transact(ctx, async (tx) => {
    const card = await ownCardLocked(tx, id);
    mayEdit(card);
    if (card.deletedAt) return;
    await tx.db.update(flashcards).set({ deletedAt: tx.now() }).where(eq(flashcards.id, id));
    await refreshActive(tx.db, eq(cardSchedules.cardId, id));
  });
}

export function restoreCard(ctx: SignedInCtx, id: string): Promise<CardView> {
  return transact(ctx, async (tx) => {
    const card = await ownCardLocked(tx, id);
    mayEdit(card);
    await tx.db.update(flashcards).set({ deletedAt: null }).where(eq(flashcards.id, id));
    await refreshActive(tx.db, eq(cardSchedules.cardId, id));
    return cardView(tx, id);
  });
}

function mayEdit({ role }: { role: Parameters<typeof atLeast>[0] }): void {
  if (!atLeast(role, 'teacher')) throw new AppError('FORBIDDEN', 'Only those who run this course can change its cards. You can suspend a card for yourself.');
}

const keptDeletedMs = 24 * 3_600_000;

/** What was deleted more than a day ago goes for good; of what was generated, that it is not wanted stays known. */
export async function purgeDeletedCards({ db, now }: Deps): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(flashcards)
      .where(and(isNotNull(flashcards.deletedAt), lt(flashcards.deletedAt, new Date(now().getTime() - keptDeletedMs))))
      .returning({ documentId: flashcards.documentId, contentKey: flashcards.contentKey });
    const unwanted = gone.flatMap(({ documentId, contentKey }) => (documentId === null || contentKey === null ? [] : [{ documentId, contentKey }]));
    for (const some of chunks(unwanted, 1_000)) await tx.insert(rejectedItems).values(some).onConflictDoNothing();
  });
}
