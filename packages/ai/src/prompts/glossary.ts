import { z } from 'zod';
import { notePrompt, place } from './note.ts';

export const glossaryEntry = z.object({
  ...place,
  term: z.string().describe('In the form in which a dictionary would have it.'),
  aliases: z.array(z.string()).describe('Other names and abbreviations that the passages give it.'),
  definition: z.string().describe('What it is, without the term, one sentence.'),
});

export const glossaryPrompt = notePrompt({
  task: 'glossary',
  version: 'glossary-1',
  schema: z.object({ entries: z.array(glossaryEntry) }),
  role: 'You write the glossary of a textbook: the terms that a student has to know, each with its definition.',
  rules: ({ amount }) => [`At most ${amount} entries, what matters most first; only terms that the passages explain. A definition says what kind of thing it is and what sets it apart.`],
  ask: 'Write the entries.',
});
