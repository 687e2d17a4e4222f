import type { SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { dataRule, documentData, languageName, type Prompt } from './prompt.ts';
import { questionLists, questionRules } from './questions.ts';

interface Input {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending: those that were marked and their neighbours. */
  passages: readonly number[];
  /** Those of them in which something was marked. */
  marked: readonly number[];
  /** As they stand in the document. */
  words: string;
  maxQuestions: number;
}

/** A few questions about words that a student marked, to choose one from. */
export const askPrompt: Prompt<Input> = {
  task: 'ask',
  version: 'ask-1',
  schema: z.object(questionLists),
  build({ source, passages, marked, words, maxQuestions }) {
    const system = [
      'A student marked words in a text and wants to be asked about what they say. You propose a few questions to choose from, as an experienced teacher of the subject would.',
      dataRule,
      '"marked" holds the marked words and "markedIn" the numbers of the passages in which they stand; the other passages are there to understand them. Ask about what the marked words say, and about nothing else. ' +
        'Everything you write rests on the passages alone, not on what you know besides. For each question first choose one of the passages of "markedIn" and copy the sentence it rests on into "quote", ' +
        'letter by letter, nothing left out, nothing corrected, at most 300 characters. A question whose quote is not found there is thrown away.',
      'The questions differ in kind, and can be understood without the document: no "it", "this chapter", "the author", "the figure". Empty lists where the marked words say nothing that can be asked.',
      questionRules,
      `Write in ${languageName(source.language)}.`,
    ].join('\n\n');
    const data = documentData(source, passages, { marked: words.replace(/\s+/gu, ' ').trim(), markedIn: marked });
    return { system, user: `${data}\n\nPropose at most ${maxQuestions} questions about the marked words.` };
  },
};
