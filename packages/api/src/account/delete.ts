import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { removeFiles } from '../document/files.ts';
import { transact, type SignedInCtx } from '../platform/context.ts';
import { confirmPassword } from './service.ts';

const { courses, documents, users } = tables;

/** For good: the account, its courses and all in them, and the files. What was paid for stays, without a name. */
export async function deleteAccount(ctx: SignedInCtx, password: string): Promise<void> {
  await confirmPassword(ctx, password);
  await transact(ctx, async (tx) => {
    const files = await tx.db.select({ key: documents.storageKey }).from(documents).innerJoin(courses, eq(courses.id, documents.courseId)).where(eq(courses.ownerId, ctx.actor.userId));
    await removeFiles(tx, files.map((file) => file.key));
    await tx.db.delete(users).where(eq(users.id, ctx.actor.userId));
  });
}
