import { tables } from '@studywright/db';
import { eq, inArray, or } from 'drizzle-orm';
import { removeFilesOf, removeUploads } from '../document/upload/files.ts';
import { transact, type SignedInCtx } from '../platform/context.ts';
import { confirmPassword } from './service.ts';

const { courses, documents, uploads, users } = tables;

/** For good: the account, its courses and all in them, and the files. What was paid for stays, without a name. */
export async function deleteAccount(ctx: SignedInCtx, password: string): Promise<void> {
  await confirmPassword(ctx, password);
  await transact(ctx, async (tx) => {
    const owned = tx.db.select({ id: courses.id }).from(courses).where(eq(courses.ownerId, ctx.actor.userId));
    await removeFilesOf(tx, inArray(documents.courseId, owned));
    await removeUploads(tx, or(eq(uploads.userId, ctx.actor.userId), inArray(uploads.courseId, owned)));
    await tx.db.delete(users).where(eq(users.id, ctx.actor.userId));
  });
}
