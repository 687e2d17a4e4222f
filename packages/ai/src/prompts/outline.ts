import type { SourceDocument } from '@studywright/core';
import { z } from 'zod';
import { exampleOf } from './examples.ts';
import { dataRule, documentData, languageName, integer, type Prompt } from './prompt.ts';

export const outlineItem = z.object({
  firstPassage: integer().describe('Number of the passage at which the topic begins.'),
  title: z.string().describe('What the topic is about, two to eight words.'),
  study: z.boolean().describe('False for what nobody studies: contents, imprint, thanks, references, index, exercises without answers.'),
  terms: z.array(z.string()).describe('Key terms of the topic, most important first.'),
});

interface Input {
  source: SourceDocument;
  /** Indexes into `source.passages`, ascending. */
  passages: readonly number[];
}

/** The topics of a run of passages, each by where it begins, so that none is left out and the answer stays short. */
export const outlinePrompt: Prompt<Input> = {
  task: 'outline',
  version: 'outline-2',
  schema: z.object({ topics: z.array(outlineItem) }),
  build({ source, passages }) {
    const system = [
      'You divide study material into topics for a student who prepares for an exam.',
      dataRule,
      'The passages are in reading order. Divide them into consecutive topics: each begins at one passage and goes on until the next topic begins. ' +
        'The first topic begins at the first passage. Follow the headings ("under") where they are there; join very short sections, divide very long ones. ' +
        'A topic has about 3 to 15 passages.',
      'A title names the subject ("Phases of mitosis"), never the role of the section ("Introduction", "Summary", "Chapter 3"), and no two topics have the same one. ' +
        'A topic that takes up an earlier one again has the same title as that one.',
      'Key terms are the technical terms that the student must be able to explain: nouns or noun phrases, in the form in which the passages have them, up to 12 a topic. ' +
        'No names of authors or publishers, no everyday words.',
      exampleOf('outline', source.language),
      `Write titles in ${languageName(source.language)}.`,
    ].join('\n\n');
    return { system, user: `${documentData(source, passages)}\n\nDivide these passages into topics.` };
  },
};
