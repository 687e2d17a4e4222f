import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, asc, eq, lt, not } from 'drizzle-orm';
import type { Reading } from '../../platform/context.ts';
import { ownDocument } from '../queries.ts';

const { documents, pages } = tables;

/** So many numbers of pages are told; more of them nobody reads. */
const most = 100;

/** Numbers of the pages in which nothing was found, and of those that were read with little confidence. */
export async function pagesToCheck(ctx: Reading, id: string): Promise<{ empty: number[]; unsure: number[] }> {
  await ownDocument(ctx, id);
  const numbersOf = async (...conditions: Parameters<typeof and>) => {
    const rows = await ctx.db
      .select({ number: pages.number })
      .from(pages)
      .innerJoin(documents, and(eq(documents.id, pages.documentId), eq(documents.revision, pages.revision)))
      .where(and(eq(pages.documentId, id), ...conditions))
      .orderBy(asc(pages.number))
      .limit(most);
    return rows.map((row) => row.number);
  };
  const [empty, unsure] = await Promise.all([numbersOf(eq(pages.text, ''), not(pages.picture)), numbersOf(lt(pages.confidence, limits.ocr.unsure))]);
  return { empty, unsure };
}
