import type { DocumentView, moveDocumentInput, setTagsInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type SignedInCtx } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import { moveBefore } from '../platform/positions.ts';
import { ownDocument, ownDocumentToChange } from './queries.ts';

const { documents } = tables;

/** All tags of a document at once. Of two that differ in case alone, the first stays. */
export async function setTags(ctx: SignedInCtx, { id, tags }: z.output<typeof setTagsInput>): Promise<DocumentView> {
  const once = tags.filter((tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index);
  await transact(ctx, async (tx) => {
    const document = await ownDocumentToChange(tx, id);
    await tx.db.update(documents).set({ tags: once }).where(eq(documents.id, id));
    await publish(tx.db, { kind: 'document', courseId: document.courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}

/** Gives a document another place in its course. @throws AppError NOT_FOUND also where `before` is of another course */
export async function moveDocument(ctx: SignedInCtx, { id, before }: z.output<typeof moveDocumentInput>): Promise<DocumentView> {
  await transact(ctx, async (tx) => {
    const { courseId } = await ownDocumentToChange(tx, id);
    await moveBefore(tx.db, documents, 'document', courseId, { id, before });
    await publish(tx.db, { kind: 'document', courseId, documentId: id });
  });
  return ownDocument(ctx, id);
}
