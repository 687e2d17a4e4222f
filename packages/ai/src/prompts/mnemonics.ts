import { mnemonicTypes } from '@studywright/core';
import { z } from 'zod';
import { notePrompt, place, placeRule } from './note.ts';

export const mnemonicItem = z.object({
  ...place,
  type: z.enum(mnemonicTypes),
  title: z.string().describe('What is to be remembered: “The phases of mitosis”.'),
  cue: z.string().describe('The acronym, the sentence whose words have the right first letters, the word that sounds alike with its picture, or a story of at most 60 words.'),
  parts: z.array(z.object({ cue: z.string().describe('A letter, a word or a scene of the cue.'), means: z.string().describe('What of the document it stands for.') })),
});

export const mnemonicsPrompt = notePrompt({
  task: 'mnemonics',
  version: 'mnemonics-1',
  schema: z.object({ items: z.array(mnemonicItem) }),
  role: 'You think of mnemonics for what is hard to remember otherwise: lists, orders, names and numbers of the passages.',
  rules: (input) => [
    `At most ${input.amount}; an empty list where nothing needs one. An acronym is a word that can be spoken; an acrostic a sentence one can picture; a keyword a word of everyday language that sounds like the term; a story links scenes in the right order.`,
    'Every part of what is to be remembered has its part in the cue, in the same order where order matters. Nothing that offends anybody: no stereotypes, no body shaming, no politics, no religion.',
    ...placeRule(input.place, 'use names, foods, places and things'),
  ],
  ask: 'Write the mnemonics.',
});
