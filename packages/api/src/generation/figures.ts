import type { DraftCard, DraftWishes } from '@studywright/core';
import type { Queryable } from '@studywright/db';
import { newFigures } from '../document/reading/figures.ts';

/** Of the cards that are wished for, those that may show a figure: one in so many, and one at least. */
const oneIn = 4;

/** Those of a topic's cards with figures that a request takes. */
export async function figuresWished(db: Queryable, documentId: string, cards: readonly DraftCard[], { cards: most, cardTypes, language }: Pick<DraftWishes, 'cards' | 'cardTypes' | 'language'>): Promise<DraftCard[]> {
  // Their captions are quoted, so that they are in the language of the document.
  if (language !== null || cardTypes?.includes('basic') === false) return [];
  return (await newFigures(db, documentId, cards)).slice(0, Math.ceil(most / oneIn));
}
