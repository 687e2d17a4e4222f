import { turn, type ExtractedPage, type Figure, type Heading, type PageKind, type Passage, type SourceDocument } from '@studywright/core';
import { tables, type Queryable, type Transaction } from '@studywright/db';
import { and, asc, eq } from 'drizzle-orm';
import { chunks } from '../../platform/chunks.ts';

const { pages, passages } = tables;

/** A document's text as it is kept: which of its revisions, read from which file. */
export interface Revision {
  documentId: string;
  revision: number;
}

/** What is known of a document besides its pages. */
export interface Facts {
  title: string;
  mediaType: string;
  pageKind: PageKind;
  /** BCP 47; `und` where it can't be told. */
  language: string;
}

const ofPages = ({ documentId, revision }: Revision) => and(eq(pages.documentId, documentId), eq(pages.revision, revision));
const ofPassages = ({ documentId, revision }: Revision) => and(eq(passages.documentId, documentId), eq(passages.revision, revision));

/** All pages of what was just read, those that are pictures still without their text. */
export async function storePages(tx: Transaction, of: Revision, source: Pick<SourceDocument, 'pages' | 'headings' | 'figures'>): Promise<void> {
  const headings = Map.groupBy(source.headings, (heading) => heading.page);
  const figures = Map.groupBy(source.figures ?? [], ({ page }) => page);
  for (const chunk of chunks(source.pages, 200)) {
    await tx.insert(pages).values(chunk.map((page) => ({ documentId: of.documentId, revision: of.revision, number: page.number, picture: page.picture === true, figures: (figures.get(page.number) ?? []).map(({ page: _, ...figure }) => figure), ...columnsOf(page, headings.get(page.number) ?? []) })));
  }
}

/** What was read in the picture of one page. Nothing happens where that page has its text already. @returns whether it was stored */
export async function storePicture(tx: Transaction, of: Revision, page: ExtractedPage, headings: readonly Heading[]): Promise<boolean> {
  const stored = await tx
    .update(pages)
    .set({ picture: false, ...columnsOf(page, headings) })
    .where(and(ofPages(of), eq(pages.number, page.number), eq(pages.picture, true)))
    .returning({ number: pages.number });
  return stored.length > 0;
}

function columnsOf(page: ExtractedPage, headings: readonly Heading[]) {
  return {
    text: page.text,
    ocr: page.ocr,
    confidence: page.confidence ?? null,
    label: page.label ?? null,
    width: page.size?.width ?? null,
    height: page.size?.height ?? null,
    turn: page.turn ?? 0,
    boxes: page.boxes ?? [],
    warning: page.warning ?? null,
    headings: headings.map(({ start, end, level, text }) => ({ start, end, level, text })),
  };
}

/** Takes the place of those that were there. */
export async function storePassages(tx: Transaction, of: Revision, found: readonly Passage[]): Promise<void> {
  await tx.delete(passages).where(ofPassages(of));
  for (const chunk of chunks([...found.entries()], 1_000)) {
    await tx.insert(passages).values(chunk.map(([ordinal, { page, start, end, path }]) => ({ documentId: of.documentId, revision: of.revision, ordinal, page, start, end, path })));
  }
}

/** What an earlier try read, without where its words stand. Null where there is nothing yet. */
export async function storedSource(db: Queryable, of: Revision, facts: Facts): Promise<SourceDocument | null> {
  const [pageRows, passageRows] = await Promise.all([
    db
      .select({ number: pages.number, text: pages.text, ocr: pages.ocr, picture: pages.picture, confidence: pages.confidence, label: pages.label, width: pages.width, height: pages.height, turn: pages.turn, warning: pages.warning, headings: pages.headings, figures: pages.figures })
      .from(pages)
      .where(ofPages(of))
      .orderBy(asc(pages.number)),
    db.select().from(passages).where(ofPassages(of)).orderBy(asc(passages.ordinal)),
  ]);
  if (pageRows.length === 0) return null;
  const figures = pageRows.flatMap((row) => row.figures.map((figure): Figure => ({ page: row.number, ...figure })));
  const texts = new Map(pageRows.map((row) => [row.number, row.text]));
  return {
    ...facts,
    pages: pageRows.map(({ number, text, ocr, picture, confidence, label, width, height, turn: turned, warning }) => ({
      number,
      text,
      ocr,
      ...(picture && { picture }),
      ...(confidence !== null && { confidence }),
      ...(label !== null && { label }),
      ...(width !== null && height !== null && { size: { width, height } }),
      ...(turned !== 0 && { turn: turn.parse(turned) }),
      ...(warning !== null && { warning }),
    })),
    headings: pageRows.flatMap(({ number, headings }) => headings.map((heading) => ({ page: number, ...heading }))),
    passages: passageRows.map(({ page, start, end, path }) => ({ page, start, end, path, text: (texts.get(page) ?? '').slice(start, end) })),
    ...(figures.length > 0 && { figures }),
  };
}
