/** What an engine says about words that a student marked: sentences that rest on the document, each with its place. */
import { z } from 'zod';
import { citation, type Citation } from './schema.ts';

/** A part of a page, in UTF-16 code units of the page's text. */
export type Place = Pick<Citation, 'page' | 'start' | 'end'>;

export interface ExplainRequest {
  words: string;
  /** Where they were marked; null where another document of the course is asked about them. */
  place: Place | null;
  /** BCP 47: in which to write; null: in that of the document. */
  language: string | null;
}

export const explanationStatement = z.object({
  /** The term that it defines; null where it says something else about the words. */
  term: z.string().min(1).nullable(),
  text: z.string().min(1),
  citation,
});
export type ExplanationStatement = z.infer<typeof explanationStatement>;

/** Definitions first, then what else is said. Empty where the document explains nothing of the words. */
export const explanation = z.object({
  statements: z.array(explanationStatement),
  /** Of the words what is left to explain: another document may. */
  open: z.array(z.string()),
});
export type Explanation = z.infer<typeof explanation>;
