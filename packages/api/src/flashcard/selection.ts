import { locate } from '@studywright/ai/locate';
import { AppError, findQuote, notFound, type selection } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { nextOrdinal } from '../document/next-ordinal.ts';
import type { Reading } from '../platform/context.ts';

const { documents, pages, passages } = tables;

/** Where marked words stand on a page of a course whose member the asking student is known to be, as a card or a question keeps it. */
export async function citeSelection(ctx: Reading, courseId: string, marked: z.output<typeof selection>) {
  const { held, found } = await findSelection(ctx, courseId, marked);
  if (!found) throw new AppError('CONFLICT', 'These words are not on the page any more, or too few to be told from others. Mark a whole sentence, or load the page again.');
  const { documentId, page } = marked;
  const [around] = await ctx.db
    .select({ start: passages.start, end: passages.end })
    .from(passages)
    .where(and(eq(passages.documentId, documentId), eq(passages.revision, held.revision), eq(passages.page, page), sql`${passages.start} <= ${found.start} and ${passages.end} >= ${found.end}`))
    .limit(1);
  const passage = around ?? found;
  return {
    documentId,
    revision: held.revision,
    page,
    start: found.start,
    end: found.end,
    quote: found.quote,
    passage: held.text.slice(passage.start, passage.end),
    passageStart: passage.start,
    ordinal: await nextOrdinal(ctx.db, documentId),
  };
}

/** Where marked words stand, few as they may be: enough to ask what they mean. @throws AppError CONFLICT where they are not on the page */
export async function placeOfSelection(ctx: Reading, courseId: string, marked: z.output<typeof selection>) {
  const { held, found } = await findSelection(ctx, courseId, marked);
  const short = found ? null : findQuote(held.text, marked.words);
  const place = found ?? (short && { ...short, quote: held.text.slice(short.start, short.end) });
  if (!place) throw new AppError('CONFLICT', 'These words are not on the page any more. Load the page again and mark them once more.');
  return { documentId: marked.documentId, revision: held.revision, page: marked.page, start: place.start, end: place.end, quote: place.quote };
}

async function findSelection(ctx: Reading, courseId: string, { documentId, page, words }: z.output<typeof selection>) {
  const [held] = await ctx.db
    .select({ text: pages.text, revision: documents.revision })
    .from(documents)
    .innerJoin(pages, and(eq(pages.documentId, documents.id), eq(pages.revision, documents.revision), eq(pages.number, page)))
    .where(and(eq(documents.id, documentId), eq(documents.courseId, courseId)));
  if (!held) throw notFound('page');
  return { held, found: locate({ pages: [{ number: page, text: held.text, ocr: false }] }, [{ page, start: 0, end: held.text.length }], words) };
}
