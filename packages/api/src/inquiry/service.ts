import { AppError, limits, notFound, type InquiryView, type startInquiryInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, count, eq, gt } from 'drizzle-orm';
import type { z } from 'zod';
import { ownDocument } from '../document/queries.ts';
import { placeOfSelection } from '../flashcard/selection.ts';
import { courseChanges } from '../platform/changes.ts';
import { transact, type Reading, type SignedInCtx } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { courseRoleOf } from '../platform/procedures.ts';
import { answerInquiryJob } from './jobs.ts';
import { ownInquiry, recentInquiries } from './queries.ts';

const { inquiries } = tables;

const hourMs = 3_600_000;

/**
 * The row and the job that answers it, in one transaction; the same request twice asks once.
 * @throws AppError CONFLICT where the words are not on the page, TOO_MANY where too much was asked in an hour
 */
export function startInquiry(ctx: SignedInCtx, { id, kind, selection, language }: z.output<typeof startInquiryInput>): Promise<InquiryView> {
  return transact(ctx, async (tx) => {
    const { courseId } = await ownDocument(tx, selection.documentId);
    // Whoever may not add questions need not be offered any.
    await courseRoleOf(tx, courseId, kind === 'questions' ? 'teacher' : 'student');
    const place = await placeOfSelection(tx, courseId, selection);
    const userId = tx.actor.userId;
    const now = tx.now();
    const made = await tx.db
      .insert(inquiries)
      .values({ id, userId, courseId, kind, language, ...place, createdAt: now })
      .onConflictDoNothing({ target: inquiries.id })
      .returning({ id: inquiries.id });
    if (made.length > 0) {
      await within(tx, now);
      await tx.jobs.enqueue(tx.db, answerInquiryJob, { inquiryId: id });
    }
    return ownInquiry(tx, id);
  });
}

async function within(tx: Reading, now: Date): Promise<void> {
  const [asked] = await tx.db
    .select({ n: count() })
    .from(inquiries)
    .where(and(eq(inquiries.userId, tx.actor.userId), gt(inquiries.createdAt, new Date(now.getTime() - hourMs))));
  if ((asked?.n ?? 0) > limits.inquiry.perHour) throw new AppError('TOO_MANY', `That were ${limits.inquiry.perHour} questions and explanations within an hour. Go on in a while.`, { retryable: true, retryAfter: 600 });
}

/** Nobody waits for it any more. Answered already, it stays as it is. */
export async function cancelInquiry(ctx: SignedInCtx, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ courseId: inquiries.courseId, status: inquiries.status })
      .from(inquiries)
      .where(and(eq(inquiries.id, id), eq(inquiries.userId, tx.actor.userId)))
      .for('update');
    if (!row) throw notFound('answer');
    if (row.status !== 'queued' && row.status !== 'working') return;
    await tx.db.update(inquiries).set({ status: 'cancelled', activity: '' }).where(eq(inquiries.id, id));
    await publish(tx.db, { kind: 'inquiry', courseId: row.courseId, userId: tx.actor.userId, inquiryId: id });
  });
}

/** Yields the id of each of the student's inquiries in a course as it changes, and those that may have changed while nothing was heard. */
export async function* inquiryChanges(ctx: SignedInCtx, courseId: string, signal: AbortSignal | undefined): AsyncGenerator<{ inquiryId: string }, void> {
  const own = ctx.actor.userId;
  for await (const inquiryId of courseChanges(ctx, courseId, signal, (event) => (event.kind === 'inquiry' && event.userId === own ? event.inquiryId : undefined), () => recentInquiries(ctx, courseId))) yield { inquiryId };
}
