/** A card while it is planned, and the places that it cites. */
import type { CardKind, Citation, SourceDocument } from '@studywright/core';
import type { Definition } from './definition.ts';
import type { Sentence } from './sentences.ts';
import type { Term } from './terms.ts';

export interface PlannedCard {
  type: 'basic' | 'cloze';
  kind: CardKind;
  /** Shared by a term's card and its meaning's. */
  sibling?: string;
  front: string;
  back: string;
  term: Term | undefined;
  definition: Definition | undefined;
  sentence: Sentence;
  citation: Citation;
  /** Higher is more worth learning. */
  value: number;
}

/** How much is planned. */
export interface Extent {
  /** As many times as much as a document is worth at first. */
  abundance: number;
  /** Of a front or a stem: whether that is asked already. */
  isKnown(asked: string): boolean;
}

export const usual: Extent = { abundance: 1, isKnown: () => false };

/** The quote of one sentence, or of several that follow one another on one page. */
export function cite(source: SourceDocument, sentences: readonly Sentence[]): Citation | undefined {
  const first = sentences[0];
  const last = sentences.at(-1);
  if (!first || !last || first.page !== last.page || last.end <= first.start) return undefined;
  const text = source.pages.find((page) => page.number === first.page)?.text ?? '';
  const quote = text.slice(first.start, last.end);
  return quote.trim() === '' ? undefined : { page: first.page, start: first.start, end: first.start + quote.length, quote };
}
