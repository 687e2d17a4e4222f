import type { SourceDocument } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { cutAll, type CutFigure } from '../reading/figures.ts';

const { flashcards } = tables;

interface Revised {
  documentId: string;
  storageKey: string;
  fileName: string;
}

/**
 * The pictures of cards whose figure is in the new version under the same caption, as it is there, by the cards' ids.
 * Any other card keeps the picture that it has.
 */
export async function figuresAnew(cutting: { deps: Deps; signal: AbortSignal }, { documentId, storageKey, fileName }: Revised, source: SourceDocument): Promise<Map<string, CutFigure>> {
  const cards = await cutting.deps.db
    .select({ id: flashcards.id, quote: flashcards.quote })
    .from(flashcards)
    .where(and(eq(flashcards.documentId, documentId), isNotNull(flashcards.figure)));
  const captioned = new Map((source.figures ?? []).map((figure) => [keyOf(source.pages[figure.page - 1]?.text.slice(figure.start, figure.end) ?? ''), figure]));
  const wanted = cards.flatMap(({ id, quote }) => {
    const figure = captioned.get(keyOf(quote ?? ''));
    if (!figure) return [];
    const { page, start: _start, end: _end, ...place } = figure;
    return [{ of: id, page, place }];
  });
  return cutAll(cutting, { id: documentId, storageKey, fileName }, source, wanted);
}

/** A caption that runs over other lines now is the same. */
const keyOf = (caption: string) => caption.replace(/\s+/g, ' ').trim();
