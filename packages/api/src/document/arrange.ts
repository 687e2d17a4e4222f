import { notFound, type DocumentView, type moveDocumentInput, type setTagsInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type SignedInCtx, type Within } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { ownDocument, ownDocumentToChange } from './queries.ts';

const { courses, documents } = tables;

/** All tags of a document at once. Of two that differ in case alone, the first stays. */
export async function setTags(ctx: SignedInCtx, { id, tags }: z.output<typeof setTagsInput>): Promise<DocumentView> {
  const once = [...new Map(tags.toReversed().map((tag) => [tag.toLowerCase(), tag])).values()].toReversed();
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, id);
    await tx.db.update(documents).set({ tags: once }).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** Positions of new documents are seconds since 1970: one at the end must not run ahead of that clock. */
const step = 0.001;

/** Gives a document another place in its course. @throws AppError NOT_FOUND also where `before` is of another course */
export async function moveDocument(ctx: SignedInCtx, { id, before }: z.output<typeof moveDocumentInput>): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const { courseId } = await ownDocumentToChange(tx, id);
    // Two who move in one course take turns.
    await tx.db.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId)).for('no key update');
    if (before !== id) {
      const place = (await placeBefore(tx, courseId, id, before)) ?? ((await spread(tx, courseId)), await placeBefore(tx, courseId, id, before));
      if (place === null) throw new Error('Positions that were spread a moment ago leave no room.');
      await tx.db.update(documents).set({ position: place }).where(eq(documents.id, id));
    }
    await publish(tx.db, { kind: 'document', courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** A position between `before` and the one ahead of it, the moved one apart; null where the numbers leave no room. */
async function placeBefore(tx: Within<SignedInCtx>, courseId: string, id: string, before: string | null): Promise<number | null> {
  const others = and(eq(documents.courseId, courseId), sql`${documents.id} <> ${id}`);
  if (before === null) {
    const [last] = await tx.db.select({ position: sql<number | null>`max(${documents.position})` }).from(documents).where(others);
    return (last?.position ?? 0) + step;
  }
  const [next] = await tx.db
    .select({ position: documents.position })
    .from(documents)
    .where(and(others, eq(documents.id, before)));
  if (!next) throw notFound('document');
  const [ahead] = await tx.db
    .select({ position: sql<number | null>`max(${documents.position})` })
    .from(documents)
    .where(and(others, sql`(${documents.position}, ${documents.id}) < (${next.position}::float8, ${before}::uuid)`));
  if (ahead?.position == null) return next.position - 1;
  const middle = (ahead.position + next.position) / 2;
  return middle > ahead.position && middle < next.position ? middle : null;
}

/** Whole numbers in the present order, far below those of documents that are still to come. */
async function spread(tx: Within<SignedInCtx>, courseId: string): Promise<void> {
  const ordered = tx.db
    .select({ id: documents.id, place: sql<number>`row_number() over (order by ${asc(documents.position)}, ${asc(documents.id)})`.as('place') })
    .from(documents)
    .where(eq(documents.courseId, courseId))
    .as('ordered');
  await tx.db.update(documents).set({ position: sql`${ordered.place}` }).from(ordered).where(eq(documents.id, ordered.id));
}
