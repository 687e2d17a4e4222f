import { z } from 'zod';
import { notePrompt, place } from './note.ts';

export const mapRelation = z.object({
  ...place,
  from: z.string().describe('A term, in the form in which a dictionary would have it.'),
  relation: z.string().describe('A verb phrase of at most four words that is read from the one term to the other: “consists of”.'),
  to: z.string().describe('The other term, in the same form wherever it is named.'),
});

/** Propositions in the sense of Novak: two concepts and the words that link them. */
export const conceptMapPrompt = notePrompt({
  task: 'concept-map',
  version: 'concept-map-1',
  schema: z.object({ relations: z.array(mapRelation) }),
  role: 'You draw concept maps: the terms that a text is about, and how they are related by what it says.',
  rules: ({ amount }) => [
    `At most ${amount} relations, what matters most first, among as few terms as make sense together, so that the map hangs together. Each reads as a true sentence: term, relation, term.`,
    'The relation says something exact: “is a kind of”, “consists of”, “causes”, “inhibits”, not “is related to”, “has” or “involves”.',
  ],
  ask: 'Write the relations.',
});
