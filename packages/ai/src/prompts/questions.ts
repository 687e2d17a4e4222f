/** What a model is asked for of each kind of question: a list a kind, so that an answer that breaks off keeps the items that came whole. */
import { bloomLevels, questionGap, type QuestionKind } from '@studywright/core';
import { z } from 'zod';
import { integer } from './prompt.ts';

const common = {
  passage: integer().describe('Number of the passage that the item rests on.'),
  quote: z.string().describe('One sentence of that passage, copied letter by letter, that shows the answer to be right.'),
  stem: z.string().describe('The question.'),
};
const rest = {
  explanation: z.string().describe('Why the right answer is right, one or two sentences.'),
  difficulty: integer().describe('1 (recall of a named fact) to 5 (applying several facts to a new case).'),
  bloom: z.enum(bloomLevels).describe('What answering takes.'),
};

export const questionLists = {
  questions: z.array(
    z.object({ ...common, right: z.string().describe('The one right answer.'), wrong: z.array(z.string()).describe('Exactly three wrong answers.'), why: z.array(z.string()).describe('For each wrong answer, in the same order, what it is instead or why it is wrong, by the passages.'), ...rest }),
  ),
  multiples: z.array(z.object({ ...common, right: z.array(z.string()).describe('Two to four right answers.'), wrong: z.array(z.string()).describe('Two or three wrong answers.'), ...rest })),
  statements: z.array(z.object({ ...common, stem: z.string().describe('A statement that is true or false by the passage.'), true: z.boolean(), correction: z.string().describe('The statement put right; empty where it is true.'), ...rest })),
  gaps: z.array(z.object({ ...common, stem: z.string().describe(`A sentence with one gap written ${questionGap}`), accepted: z.array(z.string()).describe('What belongs into the gap, the best first, with its other names.'), ...rest })),
  shortAnswers: z.array(
    z.object({ ...common, points: z.array(z.object({ point: z.string().describe('What a full answer says.'), keywords: z.array(z.string()).describe('Two to six single words by which the point is known.') })).describe('One to four points.'), ...rest }),
  ),
  matchings: z.array(z.object({ ...common, pairs: z.array(z.object({ left: z.string(), right: z.string() })).describe('Three to six terms with their meanings; no meaning fits another term.'), ...rest })),
  orderings: z.array(z.object({ ...common, items: z.array(z.string()).describe('Three to six steps or events in the right order, without words that tell their place.'), ...rest })),
};

export const questionRules = [
  'Questions: seven kinds, each in a list of its own; take the kind that suits the fact, most of them "questions" (one right answer and three wrong ones). The others: "multiples" (several right), ' +
    '"statements" (true or false, about as many of each), "gaps", "shortAnswers", "matchings" and "orderings" (only where the passages have such a list or sequence). No two ask the same, whatever their kind.',
  'Wrong answers are of the same kind, length and grammar as the right one, each plausible to somebody who has not learned it, and each wrong by the passages. ' +
    'No "all of the above", no "none of the above", no joke, no hint by wording.',
].join('\n');

/** The list in which each kind comes. */
export const listOfKind: Record<QuestionKind, keyof typeof questionLists> = {
  single: 'questions',
  multiple: 'multiples',
  trueFalse: 'statements',
  fillIn: 'gaps',
  shortAnswer: 'shortAnswers',
  matching: 'matchings',
  ordering: 'orderings',
};
