import type { ExtractedPage, Figure, Heading } from '@studywright/core';
import { cleanText, oneLine } from './clean.ts';
import type { Block, DraftPage, PlacedWords } from './formats/format.ts';
import { Gathered } from './gathered.ts';
import { charBudget } from './limits.ts';
import type { IngestLimits } from './limits.ts';

/** Between the paragraphs of a page. */
export const paragraphBreak = '\n\n';

export interface ComposedPage {
  page: ExtractedPage;
  headings: Heading[];
  figures?: Figure[];
}

/** Joins the blocks of each page into its text and notes where headings, words and captions came to stand. */
export function composePages(drafts: readonly DraftPage[], limits: IngestLimits): { pages: ExtractedPage[]; headings: Heading[]; figures: Figure[] } {
  const spend = charBudget(limits);
  const boxes = new Gathered<number>();
  const composed = drafts.map((draft, index) => composePage(draft, index + 1, spend, boxes));
  return { pages: composed.map(({ page }) => page), headings: composed.flatMap(({ headings }) => headings), figures: composed.flatMap(({ figures = [] }) => figures) };
}

/**
 * @param spend told of each piece of text before it is kept; throws when it is too much
 * @param boxes room for those of one page after the other
 */
export function composePage(draft: DraftPage, number: number, spend: (chars: number) => void, boxes = new Gathered<number>()): ComposedPage {
  const headings: Heading[] = [];
  const figures: Figure[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const block of draft.blocks) {
    const text = textOf(block);
    if (text === '') continue;
    spend(text.length + paragraphBreak.length);
    if (block.level !== undefined) headings.push({ page: number, start: at, end: at + text.length, level: Math.min(6, Math.max(1, block.level)), text });
    if (block.figure !== undefined) figures.push({ page: number, start: at, end: at + text.length, ...block.figure });
    if (block.words !== undefined) locate(block.words, text, at, boxes);
    parts.push(text);
    at += text.length + paragraphBreak.length;
  }
  const text = parts.join(paragraphBreak);
  const placed = boxes.take();
  const { label, picture, size, turn, confidence, warning } = draft;
  const page: ExtractedPage = {
    number,
    text,
    ocr: confidence !== undefined,
    ...(picture === true && { picture }),
    ...(confidence !== undefined && { confidence }),
    ...(label !== undefined && oneLine(label) !== '' && { label: oneLine(label).slice(0, longestLabel) }),
    ...(size !== undefined && size.width > 0 && size.height > 0 && { size }),
    ...(turn !== undefined && { turn }),
    ...(placed.length > 0 && { boxes: placed }),
    ...(warning !== undefined && { warning }),
  };
  return { page, headings, ...(figures.length > 0 && { figures }) };
}

const longestLabel = 200;

function textOf({ text, level }: Block): string {
  if (level !== undefined) return oneLine(text);
  // A paragraph must not hold what separates paragraphs, or its passages would come apart.
  return cleanText(text).replace(/\n[^\S\n]*(?:\n[^\S\n]*)+/g, '\n').trim();
}

/** How far ahead a word is looked for: cleaning moves words by little, and one that is lost must not take the rest along. */
const searchAhead = 80;
/** Nothing in it to clean. */
const plain = /^[\x21-\x7E]+$/;

/** Finds each word in the cleaned text, in order. One that isn't found any more has no box. */
function locate(words: PlacedWords, text: string, offset: number, boxes: Gathered<number>): void {
  let from = 0;
  words.forEach((word, x, y, width, height) => {
    const clean = plain.test(word) ? word : oneLine(word);
    if (clean === '') return;
    const start = placeOf(clean, text, from);
    if (start < 0) return;
    from = start + clean.length;
    boxes.push(offset + start);
    boxes.push(offset + from);
    boxes.push(x);
    boxes.push(y);
    boxes.push(width);
    boxes.push(height);
  });
}

/** Where a word stands next, -1 where that is nowhere near. Mostly it follows at once, after a space. */
function placeOf(word: string, text: string, from: number): number {
  if (text.startsWith(word, from + 1)) return text.startsWith(word, from) ? from : from + 1;
  return text.slice(0, from + searchAhead + word.length).indexOf(word, from);
}
