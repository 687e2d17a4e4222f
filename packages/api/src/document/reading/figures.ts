import type { Grounded } from '@studywright/ai';
import { AppError, type DraftCard, type Figure, type SourceDocument } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { figuresPrefix, sha256 } from '../../platform/files.ts';

const { flashcards } = tables;

/** A figure that was cut out of its page: where it is kept, and its size in print, in points. */
export interface CutFigure {
  key: string;
  width: number;
  height: number;
}

/** The file that figures are cut from. */
export interface FigureSource {
  id: string;
  storageKey: string;
  fileName: string;
}

interface Cutting {
  deps: Pick<Deps, 'files' | 'log' | 'reader'>;
  signal: AbortSignal;
}

/** Of cards that show a figure, those whose figure no card of the document has had yet, whatever became of it. */
export async function newFigures(db: Queryable, documentId: string, cards: readonly DraftCard[]): Promise<DraftCard[]> {
  if (cards.length === 0) return [];
  const known = await db
    .select({ quote: flashcards.quote })
    .from(flashcards)
    .where(and(eq(flashcards.documentId, documentId), isNotNull(flashcards.figure)));
  const had = new Set(known.map(({ quote }) => quote));
  return cards.filter(({ citation }) => !had.has(citation.quote));
}

/** Sharp on a screen of two pixels a point, at the width of a card. */
const pixels = 1_200;

/**
 * The pictures of those drafts that show one, kept under their own digest, so that whatever is done twice makes one file. A
 * draft whose picture can't be drawn is dropped and counted, for without it there is nothing to ask.
 */
export async function cutFigures(cutting: Cutting, document: FigureSource, source: SourceDocument, drafts: Grounded): Promise<{ grounded: Grounded; figures: Map<DraftCard, CutFigure> }> {
  const wanted = drafts.cards.flatMap((card) => (card.figure ? [{ of: card, page: card.citation.page, box: card.figure }] : []));
  const figures = await cutAll(cutting, document, source, wanted);
  const lost = wanted.filter(({ of }) => !figures.has(of)).map(({ of }) => of);
  const discarded = lost.map(({ front }) => ({ kind: 'card' as const, text: front, reason: 'malformed' as const }));
  return { grounded: { ...drafts, cards: drafts.cards.filter((card) => !lost.includes(card)), discarded: [...drafts.discarded, ...discarded] }, figures };
}

/** Those of several figures that can be drawn, each by what it is for. */
export async function cutAll<T>({ deps, signal }: Cutting, document: FigureSource, source: SourceDocument, wanted: readonly (Pick<Figure, 'page' | 'box'> & { of: T })[]): Promise<Map<T, CutFigure>> {
  const cut = new Map<T, CutFigure>();
  if (wanted.length === 0) return cut;
  await deps.files.withLocal(document.storageKey, async (path) => {
    for (const { of, page, box } of wanted) {
      const size = source.pages[page - 1]?.size;
      if (!size) continue;
      try {
        const webp = Buffer.from(await deps.reader.cut(path, page, { fileName: document.fileName, width: pixels, box, signal }));
        const key = `${figuresPrefix(document.id)}${sha256(webp)}.webp`;
        await deps.files.write(key, webp);
        cut.set(of, { key, width: Math.max(1, Math.round((box.width * size.width) / 10_000)), height: Math.max(1, Math.round((box.height * size.height) / 10_000)) });
      } catch (error) {
        if (!(error instanceof AppError) || error.retryable) throw error;
        deps.log.warn({ documentId: document.id, page, err: error }, 'a figure could not be drawn');
      }
    }
  });
  return cut;
}
