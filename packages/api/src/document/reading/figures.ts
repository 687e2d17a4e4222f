import type { Grounded } from '@studywright/ai';
import { AppError, type DraftCard, type FigurePlace, type SourceDocument } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { figuresPrefix, sha256 } from '../../platform/files.ts';

const { flashcards } = tables;

/** A figure that was cut out of its document: where it is kept, its size in print, in points, and that of its file. */
export interface CutFigure {
  key: string;
  width: number;
  height: number;
  bytes: number;
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
  const wanted = drafts.cards.flatMap((card) => (card.figure ? [{ of: card, page: card.citation.page, place: card.figure }] : []));
  const figures = await cutAll(cutting, document, source, wanted);
  const lost = wanted.filter(({ of }) => !figures.has(of)).map(({ of }) => of);
  const discarded = lost.map(({ front }) => ({ kind: 'card' as const, text: front, reason: 'malformed' as const }));
  return { grounded: { ...drafts, cards: drafts.cards.filter((card) => !lost.includes(card)), discarded: [...drafts.discarded, ...discarded] }, figures };
}

/** Those of several figures that can be drawn, each by what it is for. */
export async function cutAll<T>({ deps, signal }: Cutting, document: FigureSource, source: SourceDocument, wanted: readonly { of: T; page: number; place: FigurePlace }[]): Promise<Map<T, CutFigure>> {
  const cut = new Map<T, CutFigure>();
  if (wanted.length === 0) return cut;
  await deps.files.withLocal(document.storageKey, async (path) => {
    for (const { of, page, place } of wanted) {
      const size = sizeOf(place, source.pages[page - 1]?.size);
      if (!size) continue;
      try {
        const webp = Buffer.from(await deps.reader.cut(path, page, { fileName: document.fileName, width: pixels, place, signal }));
        const key = `${figuresPrefix(document.id)}${sha256(webp)}.webp`;
        await deps.files.write(key, webp);
        cut.set(of, { key, ...size, bytes: webp.length });
      } catch (error) {
        if (!(error instanceof AppError) || error.retryable) throw error;
        deps.log.warn({ documentId: document.id, page, err: error }, 'a figure could not be drawn');
      }
    }
  });
  return cut;
}

/** Points of a pixel of a picture that has no size in print, and the largest that it gets: the text of a printed page. */
const screen = { point: 0.75, width: 468, height: 640 };

/** @param page its size in points; null where the place is on a page without one */
function sizeOf(place: FigurePlace, page: { width: number; height: number } | undefined): { width: number; height: number } | null {
  const points = (length: number) => Math.max(1, Math.round(length));
  if ('box' in place) return page ? { width: points((place.box.width * page.width) / 10_000), height: points((place.box.height * page.height) / 10_000) } : null;
  const { width, height } = place.picture;
  const scale = Math.min(screen.point, screen.width / width, screen.height / height);
  return { width: points(width * scale), height: points(height * scale) };
}
