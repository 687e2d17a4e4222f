import type { SourceDocument } from '@studywright/core';
import { z } from 'zod';
import type { Fault } from '../grounding.ts';
import { cardItem } from './draft.ts';
import { dataRule, documentData, integer, languageName, type Prompt } from './prompt.ts';
import { questionLists } from './questions.ts';

const which = { item: integer().describe('Number of the item that this one takes the place of.') };

/** An item of a draft that can't be stored as it is, in the words of the model. */
export interface Rejected {
  item: number;
  kind: 'card' | 'question';
  fault: Fault;
  written: object;
}

interface Input {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending: those from which the items were drafted. */
  passages: readonly number[];
  rejected: readonly Rejected[];
  /** BCP 47, in which they are written. */
  language: string;
}

const problems: Record<Fault, string> = {
  'quote-not-found': 'The quote is not in the passage, letter by letter.',
  unsupported: 'The answer is not what the quote and its passage say.',
  malformed: 'Something is missing, too long, or of the wrong form.',
};

/** Cards and questions that did not stand on their source, once more, all of a batch together. */
export const repairPrompt: Prompt<Input> = {
  task: 'repair',
  version: 'repair-2',
  schema: z.object({ cards: z.array(cardItem.extend(which)), ...Object.fromEntries(Object.entries(questionLists).map(([name, list]) => [name, z.array(list.element.extend(which))])) }),
  build({ source, passages, rejected, language }) {
    const system = [
      'You correct flashcards and questions that were written from a document and were found wanting.',
      dataRule,
      'The JSON object names the items, each with its number and its problem, and the passages. Correct each item by the passages alone, not by what you know besides, and give it with its number in "item". ' +
        'Copy into "quote" one sentence of the passage that shows the answer to be right, letter by letter, nothing left out, nothing corrected, at most 300 characters. ' +
        'The answer says what that sentence says. Leave out an item for which there is no such sentence: what is still wrong is thrown away.',
      'Each question stays in its list. One of "questions" has one right answer and exactly three wrong ones. A cloze card is a sentence with one gap, and its back is what belongs there.',
      `Write in ${languageName(language)}.`,
    ].join('\n\n');
    const items = rejected.map(({ item, kind, fault, written }) => ({ item, kind, problem: problems[fault], written }));
    return { system, user: `${documentData(source, passages, { items })}\n\nCorrect these items.` };
  },
};
