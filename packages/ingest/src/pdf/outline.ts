import type { Parser } from './open.ts';

export interface OutlineEntry {
  title: string;
  /** 1 is the highest. */
  level: number;
  /** Page number from 1; null where the entry leads nowhere in this file. */
  page: number | null;
}

const mostEntries = 3000;
const mostDepth = 6;

/** PDFium's number for what leads into another file. */
const remote = 2;

/** The document's own table of contents, flat, in reading order; empty where there is none. */
export function outlineOf(parser: Parser): OutlineEntry[] {
  const { pdfium, document } = parser;
  const entries: OutlineEntry[] = [];
  // An entry may lead back to one before it.
  const seen = new Set<number>();
  const walk = (parent: number, level: number): void => {
    let entry = pdfium.FPDFBookmark_GetFirstChild(document, parent);
    while (entry !== 0 && !seen.has(entry) && entries.length < mostEntries) {
      const bookmark = entry;
      seen.add(bookmark);
      entries.push({ title: parser.text('utf-16le', (at, bytes) => pdfium.FPDFBookmark_GetTitle(bookmark, at, bytes)), level, page: pageOf(parser, bookmark) });
      if (level < mostDepth) walk(bookmark, level + 1);
      entry = pdfium.FPDFBookmark_GetNextSibling(document, bookmark);
    }
  };
  walk(0, 1);
  return entries;
}

function pageOf({ pdfium, document }: Parser, bookmark: number): number | null {
  const action = pdfium.FPDFBookmark_GetAction(bookmark);
  if (action !== 0 && pdfium.FPDFAction_GetType(action) === remote) return null;
  const target = pdfium.FPDFBookmark_GetDest(document, bookmark);
  const index = target === 0 ? -1 : pdfium.FPDFDest_GetDestPageIndex(document, target);
  return index < 0 ? null : index + 1;
}
