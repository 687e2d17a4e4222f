import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { lt } from 'drizzle-orm';
import type { Deps } from '../platform/context.ts';

const { inquiries } = tables;

/** Nobody comes back for an answer of yesterday: asked again, it is found again. */
export async function purgeInquiries({ db, now }: Deps): Promise<void> {
  await db.delete(inquiries).where(lt(inquiries.createdAt, new Date(now().getTime() - limits.inquiry.keptHours * 3_600_000)));
}
