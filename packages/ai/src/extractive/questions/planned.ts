/** A question before it is known to which topic it belongs. */
import type { Citation, QuestionContent, QuestionWords } from '@studywright/core';
import type { Term } from '../terms.ts';

interface Placed {
  citation: Citation;
  /** Of the sentence that it rests on. */
  passage: number;
}

export type PlannedQuestion = QuestionWords & QuestionContent & Placed;

export type PlannedOf<K extends QuestionContent['kind']> = QuestionWords & Extract<QuestionContent, { kind: K }> & Placed;

/** What a question is about, as tags: names that are neither long nor sentences. */
export function tagsOf(terms: readonly (Term | undefined)[]): string[] {
  return [...new Set(terms.flatMap((term) => (term && term.text.length <= 60 ? [term.text] : [])))].slice(0, 8);
}

/** A quote on one line, as an explanation has it. */
export const quoted = (quote: string) => quote.replace(/\s+/g, ' ').trim();

/** Difficulty counts up from 1, one step for each thing that makes it harder. */
export const harder = (...reasons: boolean[]) => Math.min(5, 1 + reasons.filter(Boolean).length);
