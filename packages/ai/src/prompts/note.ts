import type { SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { dataRule, documentData, integer, languageName, type AnswerSchema, type Prompt } from './prompt.ts';

/** What each of the tasks is told besides its own rules. */
export interface NoteInput {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending. */
  passages: readonly number[];
  /** BCP 47: in which to write. */
  language: string;
  /** ISO 3166-1 alpha-2, null where it is not known. */
  place: string | null;
  /** About how much is wanted, in the unit of the task. */
  amount: number;
}

/** Where an item stands, first in each of them: whoever quotes before they write keeps to the quote. */
export const place = {
  passage: integer().describe('Number of the passage that the item rests on.'),
  quote: z.string().describe('One sentence of that passage, copied letter by letter, that shows the item to be right.'),
};

interface NoteTask {
  task: string;
  version: string;
  schema: AnswerSchema;
  /** Who writes, and what. */
  role: string;
  rules(input: NoteInput): readonly string[];
  ask: string;
}

/** A task that makes something to be read out of the passages of a document. */
export function notePrompt({ task, version, schema, role, rules, ask }: NoteTask): Prompt<NoteInput> {
  return {
    task,
    version,
    schema,
    build(input) {
      const system = [
        role,
        dataRule,
        'Everything you write rests on the passages alone, not on what you know besides. For each item first choose the passage and copy the sentence it rests on into "quote", ' +
          'letter by letter, in the language of the document, nothing left out, nothing corrected, at most 300 characters. An item whose quote is not found in the passage is thrown away.',
        ...rules(input),
        `Write in ${languageName(input.language)}, except in "quote".`,
      ].join('\n\n');
      return { system, user: `${documentData(input.source, input.passages)}\n\n${ask}` };
    },
  };
}

/** English name of a country, for examples that are close to whoever lives there. */
export function placeRule(country: string | null, what: string): readonly string[] {
  const name = country === null ? undefined : new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(country);
  return name === undefined ? [] : [`The student lives in ${name}: ${what} that somebody there knows from everyday life, without clichés.`];
}
