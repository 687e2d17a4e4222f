import { clozeGap, type DraftWishes, type SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { exampleOf } from './examples.ts';
import { dataRule, documentData, languageName, integer, type Prompt } from './prompt.ts';
import { listOfKind, questionLists, questionRules } from './questions.ts';

const place = {
  passage: integer().describe('Number of the passage that the item rests on.'),
  quote: z.string().describe('One sentence of that passage, copied letter by letter, that shows the answer to be right.'),
};

export const cardItem = z.object({
  ...place,
  type: z.enum(['basic', 'cloze']),
  front: z.string().describe(`The question, or for cloze a sentence with one gap written ${clozeGap}`),
  back: z.string().describe('The answer, or for cloze what belongs into the gap.'),
});

/** What is wished for besides the amounts. */
export interface DraftForm extends Pick<DraftWishes, 'cardTypes' | 'questionKinds' | 'difficulty'> {
  /** BCP 47, in which to write. */
  language: string;
  /** Fronts and stems of what is there already. */
  known: readonly string[];
}

interface Input {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending: all of one topic, or a part of them. */
  passages: readonly number[];
  topic: { title: string; terms: readonly string[] };
  /** Titles of the other topics, whose cards are made elsewhere. */
  otherTopics: readonly string[];
  maxCards: number;
  maxQuestions: number;
  form: DraftForm;
}

/**
 * Cards and questions from the passages of one topic, each with the words it rests on. The rules are the same for every
 * topic of every document in a language, so that an endpoint that keeps the beginnings of requests reads them once.
 */
export const draftPrompt: Prompt<Input> = {
  task: 'draft',
  version: 'draft-4',
  schema: z.object({ cards: z.array(cardItem), ...questionLists }),
  build({ source, passages, topic, otherTopics, maxCards, maxQuestions, form }) {
    const system = [
      'You write flashcards and questions for a student who prepares for an exam, as an experienced teacher of the subject would.',
      dataRule,
      'Everything you write rests on the passages alone, not on what you know besides. For each item first choose the passage and copy the sentence it rests on into "quote", ' +
        'letter by letter, nothing left out, nothing corrected, at most 300 characters. An item whose quote is not found in the passage is thrown away.',
      'Fewer items where there is less to know; empty lists where there is nothing. What matters most comes first. An answer says what its quote says, with the numbers and terms of the passage.',
      'Cards: one fact each. The front can be answered without the document: no "it", "this chapter", "the author", "the figure". ' +
        `The back is short. A cloze card is a sentence of the passage with one telling term replaced by ${clozeGap}, and that term is nowhere else in the sentence. ` +
        'No two cards ask the same.',
      questionRules,
      'The topic, the other topics, which have cards of their own, and the key terms are part of the JSON object. Stay with the topic. ' +
        'Where the object has "asked", these are the fronts and questions that the student has already: nothing that asks for the same fact in the same way.',
      exampleOf('draft', source.language),
      `Quotes stay as they are in the passages. Write all else in ${languageName(form.language)}.`,
    ].join('\n\n');
    const data = documentData(source, passages, { topic: topic.title, terms: topic.terms, otherTopics, ...(form.known.length > 0 && { asked: form.known }) });
    return { system, user: [`${data}\n\nWrite the cards and questions for this topic: at most ${maxCards} cards and ${maxQuestions} questions.`, ...wished(form)].join(' ') };
  },
};

function wished({ cardTypes, questionKinds, difficulty }: DraftForm): string[] {
  return [
    ...(cardTypes ? [`Cards of the type ${cardTypes.map((type) => `"${type}"`).join(' or ')} alone.`] : []),
    ...(questionKinds ? [`Questions in the lists ${questionKinds.map((kind) => `"${listOfKind[kind]}"`).join(', ')} alone; the other lists stay empty.`] : []),
    ...(difficulty ? [`Questions of difficulty ${difficulty.from}${difficulty.to > difficulty.from ? ` to ${difficulty.to}` : ''} alone.`] : []),
  ];
}
