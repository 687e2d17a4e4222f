/** What a student is shown of a question, what comes back, and what is shown once it is handed in. */
import { z } from 'zod';
import { sourceView } from '../document/schema.ts';
import { limits } from '../platform/limits.ts';
import { rubricPoint, type QuestionContent } from '../study/question.ts';
import { shuffled } from './grade.ts';

const place = z.number().int().min(0).max(9);

/** A place counts what is shown, from 0; what is stored may stand in another order. */
export const questionAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), chosen: place }),
  z.object({ kind: z.literal('multiple'), chosen: z.array(place).min(1).max(10) }),
  z.object({ kind: z.literal('trueFalse'), value: z.boolean() }),
  z.object({ kind: z.literal('fillIn'), text: z.string().trim().min(1).max(limits.quiz.answerChars) }),
  z.object({ kind: z.literal('shortAnswer'), text: z.string().trim().min(1).max(limits.quiz.answerChars) }),
  z.object({ kind: z.literal('matching'), /** For each left side the place of the right side; null while it has none. */ pairs: z.array(place.nullable()).min(2).max(10) }),
  z.object({ kind: z.literal('ordering'), /** The places of the items, in the order that the student gave them. */ order: z.array(place).min(2).max(10) }),
]);
export type QuestionAnswer = z.infer<typeof questionAnswer>;

/** What has to be seen to answer, in the order in which it is shown, and not a word about what is right. */
export const questionAsk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), options: z.array(z.string()) }),
  z.object({ kind: z.literal('multiple'), options: z.array(z.string()) }),
  z.object({ kind: z.literal('trueFalse') }),
  z.object({ kind: z.literal('fillIn') }),
  z.object({ kind: z.literal('shortAnswer'), /** How many points a full answer makes. */ points: z.number().int() }),
  z.object({ kind: z.literal('matching'), lefts: z.array(z.string()), rights: z.array(z.string()) }),
  z.object({ kind: z.literal('ordering'), items: z.array(z.string()) }),
]);
export type QuestionAsk = z.infer<typeof questionAsk>;

const keyOption = z.object({ text: z.string(), correct: z.boolean(), why: z.string().nullable(), /** Where the document says what a wrong one is. */ source: sourceView.nullable() });

/** What is right, in the order in which it was shown. */
export const questionKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), options: z.array(keyOption) }),
  z.object({ kind: z.literal('multiple'), options: z.array(keyOption) }),
  z.object({ kind: z.literal('trueFalse'), answer: z.boolean(), correction: z.string().nullable() }),
  z.object({ kind: z.literal('fillIn'), accepted: z.array(z.string()) }),
  z.object({
    kind: z.literal('shortAnswer'),
    rubric: z.array(rubricPoint),
    met: z.array(z.boolean()),
    /** Whether the student said which points are made. */
    judged: z.boolean(),
  }),
  z.object({ kind: z.literal('matching'), /** For each left side the place of its right side. */ places: z.array(z.number().int()) }),
  z.object({ kind: z.literal('ordering'), /** Places in the right order. */ order: z.array(z.number().int()) }),
]);
export type QuestionKey = z.infer<typeof questionKey>;

/** In which order the parts of a question are shown: an index of what is stored for each place. An order is never shown solved. */
export function shownOrder(content: QuestionContent, random: () => number): number[] {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return shuffled(content.options.length, random);
    case 'matching':
      return shuffled(content.pairs.length, random);
    case 'ordering': {
      const order = shuffled(content.items.length, random);
      return order.every((stored, at) => stored === at) ? order.toReversed() : order;
    }
    case 'trueFalse':
    case 'fillIn':
    case 'shortAnswer':
      return [];
  }
}

export function askOf(content: QuestionContent, order: readonly number[]): QuestionAsk {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return { kind: content.kind, options: order.map((stored) => content.options[stored]?.text ?? '') };
    case 'trueFalse':
    case 'fillIn':
      return { kind: content.kind };
    case 'shortAnswer':
      return { kind: content.kind, points: content.rubric.length };
    case 'matching':
      return { kind: content.kind, lefts: content.pairs.map(({ left }) => left), rights: order.map((stored) => content.pairs[stored]?.right ?? '') };
    case 'ordering':
      return { kind: content.kind, items: order.map((stored) => content.items[stored] ?? '') };
  }
}

/** Whether an answer is one to this question: of its kind, with places that are shown, none of them twice. */
export function fitsAsk(answer: QuestionAnswer, ask: QuestionAsk): boolean {
  const once = (places: readonly number[], shown: number) => places.every((at) => at < shown) && new Set(places).size === places.length;
  if (answer.kind === 'single' && ask.kind === 'single') return answer.chosen < ask.options.length;
  if (answer.kind === 'multiple' && ask.kind === 'multiple') return once(answer.chosen, ask.options.length);
  if (answer.kind === 'matching' && ask.kind === 'matching') return answer.pairs.length === ask.lefts.length && once(answer.pairs.filter((at) => at !== null), ask.rights.length);
  if (answer.kind === 'ordering' && ask.kind === 'ordering') return answer.order.length === ask.items.length && once(answer.order, ask.items.length);
  return answer.kind === ask.kind;
}

/** The answer that scores 1, as a student would give it to what is shown. */
export function rightAnswer(content: QuestionContent, order: readonly number[]): QuestionAnswer {
  switch (content.kind) {
    case 'single':
      return { kind: content.kind, chosen: order.findIndex((stored) => content.options[stored]?.correct === true) };
    case 'multiple':
      return { kind: content.kind, chosen: order.flatMap((stored, at) => (content.options[stored]?.correct === true ? [at] : [])) };
    case 'trueFalse':
      return { kind: content.kind, value: content.answer };
    case 'fillIn':
      return { kind: content.kind, text: content.accepted[0] ?? '' };
    case 'shortAnswer':
      return { kind: content.kind, text: content.rubric.map(({ point, keywords }) => `${point} ${keywords.join(' ')}`).join('. ') };
    case 'matching':
      return { kind: content.kind, pairs: content.pairs.map((_, stored) => order.indexOf(stored)) };
    case 'ordering':
      return { kind: content.kind, order: content.items.map((_, stored) => order.indexOf(stored)) };
  }
}
