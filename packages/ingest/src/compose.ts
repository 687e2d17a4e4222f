import type { ExtractedPage, Heading } from '@studywright/core';
import { cleanText, oneLine } from './clean.ts';
import type { DraftPage } from './formats/format.ts';
import { charBudget } from './limits.ts';
import type { IngestLimits } from './limits.ts';

/** Between the paragraphs of a page. */
export const paragraphBreak = '\n\n';

/** Joins the blocks of each page into its text and notes where the headings came to stand. */
export function composePages(drafts: DraftPage[], limits: IngestLimits): { pages: ExtractedPage[]; headings: Heading[] } {
  const spend = charBudget(limits);
  const headings: Heading[] = [];
  const pages = drafts.map((draft, index) => {
    const number = index + 1;
    const parts: string[] = [];
    let at = 0;
    for (const block of draft.blocks) {
      const isHeading = block.level !== undefined;
      // A paragraph must not hold what separates paragraphs, or its passages would come apart.
      const text = isHeading ? oneLine(block.text) : cleanText(block.text).replace(/\n[^\S\n]*(?:\n[^\S\n]*)+/g, '\n').trim();
      if (text === '') continue;
      spend(text.length + paragraphBreak.length);
      if (block.level !== undefined) headings.push({ page: number, start: at, end: at + text.length, level: Math.min(6, Math.max(1, block.level)), text });
      parts.push(text);
      at += text.length + paragraphBreak.length;
    }
    const page: ExtractedPage = { number, text: parts.join(paragraphBreak), ocr: false };
    return draft.warning === undefined ? page : { ...page, warning: draft.warning };
  });
  return { pages, headings };
}
