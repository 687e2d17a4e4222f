import type { SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { dataRule, documentData, integer, languageName, type Prompt } from './prompt.ts';

export const explainItem = z.object({
  passage: integer().describe('Number of the passage that the sentence rests on.'),
  quote: z.string().describe('One sentence of that passage, copied letter by letter, that shows the sentence to be right.'),
  text: z.string().describe('One sentence of the explanation.'),
});

interface Input {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending: around the marked words, and those that say something of them. */
  passages: readonly number[];
  /** Those in which they were marked; empty where they stand in another document. */
  marked: readonly number[];
  words: string;
  /** BCP 47: in which to write. */
  language: string;
  maxSentences: number;
}

/** What marked words mean, sentence by sentence, each with the words of the document that it rests on. */
export const explainPrompt: Prompt<Input> = {
  task: 'explain',
  version: 'explain-1',
  schema: z.object({ statements: z.array(explainItem) }),
  build({ source, passages, marked, words, language, maxSentences }) {
    const system = [
      'A student marked words in a text and does not understand them. You explain what they mean in this text, as a patient teacher of the subject would.',
      dataRule,
      '"marked" holds the marked words and "markedIn" the numbers of the passages in which they stand, if they stand in one of these. ' +
        'Everything you write rests on the passages alone, not on what you know besides. For each sentence first choose the passage and copy the sentence it rests on into "quote", ' +
        'letter by letter, in the language of the document, nothing left out, nothing corrected, at most 300 characters. A sentence whose quote is not found in the passage is thrown away.',
      `At most ${maxSentences} sentences, each short and plain: first what the terms in the marked words mean, then what the words say and why, as far as the passages tell. ` +
        'Do not say again what the marked words say themselves. No list of statements where the passages explain nothing of the words: an empty list is the right answer then.',
      `Write in ${languageName(language)}, except in "quote".`,
    ].join('\n\n');
    const data = documentData(source, passages, { marked: words.replace(/\s+/gu, ' ').trim(), markedIn: marked });
    return { system, user: `${data}\n\nExplain the marked words.` };
  },
};
