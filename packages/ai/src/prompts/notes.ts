import { z } from 'zod';
import { notePrompt, place } from './note.ts';

export const noteStatement = z.object({
  ...place,
  text: z.string().describe('What to remember, one sentence that can be understood by itself.'),
  keyPoint: z.boolean().describe('Whether it is one of the few points that matter most in the whole text.'),
});

/** A summary under the headings that the document has: it makes none of its own. */
export const notesPrompt = notePrompt({
  task: 'notes',
  version: 'notes-1',
  schema: z.object({ statements: z.array(noteStatement) }),
  role: 'You write the notes that a good student would keep of a chapter: what it says that has to be known, nothing else.',
  rules: ({ amount }) => [
    `About ${amount} statements, in the order of the passages, spread over them by how much each has to say; none where a passage has nothing to learn.`,
    'One sentence a statement, plain and exact, at most 30 words, with the terms of the document. It makes sense alone: no "it", "this", "the author", "the figure", "this chapter". ' +
      'No statement says again what another one says. At most one in six is a key point.',
  ],
  ask: 'Write the notes.',
});
