import { limits } from '@studywright/core';
import { composePage, type ComposedPage } from './compose.ts';
import { blocksOfMarkdown } from './markdown/blocks.ts';
import { charBudget } from './limits.ts';

/** A page out of what a model read in its picture, as Markdown: a page that holds next to nothing says so. */
export function pageOfMarkdown(markdown: string, number: number): ComposedPage {
  const blocks = blocksOfMarkdown(markdown);
  const nothing = blocks.every((block) => block.text.trim() === '');
  return composePage({ blocks, ...(nothing && { warning: 'Nothing could be read on this page. Compare with the picture, or scan it again.' }) }, number, charBudget(limits.ingest));
}
