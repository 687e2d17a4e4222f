/** A student's request for more cards and questions: what, of which topics, how many, how hard, in which language. */
import { z } from 'zod';
import { noteLanguage } from '../note/schema.ts';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { questionKind } from '../study/question.ts';
import { cardType } from '../study/schema.ts';

const level = z.number().int().min(1).max(5);

/** What is wished for of cards and questions. What is null does not narrow it. */
export const draftWishes = z.object({
  /** At most so many. Fewer come where the text gives no more that are good. */
  cards: z.number().int().min(0).max(limits.generation.cards),
  questions: z.number().int().min(0).max(limits.generation.questions),
  cardTypes: z.array(cardType).min(1).nullable(),
  questionKinds: z.array(questionKind).min(1).nullable(),
  /** Of questions, both ends count. */
  difficulty: z.object({ from: level, to: level }).refine(({ from, to }) => from <= to, { message: 'The easiest is harder than the hardest.' }).nullable(),
  /** BCP 47, in which to write; null: that of the document. An engine that can't write in it uses that of the document. */
  language: noteLanguage.nullable(),
});
export type DraftWishes = z.infer<typeof draftWishes>;

/** What is asked of already, by the topic of the outline it belongs to: nothing that asks the same is made again. */
export const alreadyAsked = z.object({ topic: z.number().int().min(-1), asked: z.string() });
export type AlreadyAsked = z.infer<typeof alreadyAsked>;

const request = {
  courseId: id,
  /** None: all that are shown. */
  topicIds: z.array(id).max(limits.generation.topics).default([]),
  /** Of this document alone. */
  documentId: id.optional(),
  /** `wrong`: of topics of whose questions the student's last answer was not right. */
  from: z.enum(['all', 'wrong']).default('all'),
};

const something = (wishes: Pick<DraftWishes, 'cards' | 'questions'>) => wishes.cards + wishes.questions > 0;

export const startGenerationInput = z.object({
  /** Made by the client: sent twice it is one request. */
  id,
  ...request,
  wishes: draftWishes.refine(something, { message: 'Choose how many cards or questions.' }),
});

/** As it is chosen, also while nothing is wished for yet. */
export const generationEstimateInput = z.object({ ...request, wishes: draftWishes });

/** What a model is asked to read and write, about; the built-in engine takes neither tokens nor money. */
export const modelEstimate = z.object({
  requests: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Millionths of a US dollar; null where nobody knows the model's price. */
  costMicros: z.number().int().nullable(),
});
export type ModelEstimate = z.infer<typeof modelEstimate>;

export const generationEstimate = z.object({
  topics: z.number().int(),
  /** Words of the passages of these topics. */
  words: z.number().int(),
  /** Null: the built-in engine makes it. */
  model: modelEstimate.nullable(),
  /** Of the price list, where the model is one that costs. */
  pricesAsOf: z.iso.date().nullable(),
  /** What the tightest budget has left, in millionths of a US dollar; null where there is none. */
  leftMicros: z.number().int().nullable(),
  /** Whether another language than the documents' can be asked for. */
  translates: z.boolean(),
});
export type GenerationEstimate = z.infer<typeof generationEstimate>;

export const generationStatuses = ['queued', 'working', 'ready', 'failed', 'cancelled'] as const;
export const generationStatus = z.enum(generationStatuses);
export type GenerationStatus = z.infer<typeof generationStatus>;

export const generationView = z.object({
  id,
  courseId: id,
  /** Where it is of one document alone. */
  documentId: id.nullable(),
  topics: z.number().int(),
  wishes: draftWishes,
  status: generationStatus,
  percent: z.number().int().min(0).max(100),
  /** What is being done, as a student reads it. */
  activity: z.string(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  /** What there is so far. */
  cards: z.number().int(),
  questions: z.number().int(),
  /** Drafts that did not stand on their source, or asked what is asked already. */
  discarded: z.number().int(),
  engine: z.string().nullable(),
  /** Why the built-in engine made some of it and not the model that was asked, as the end of a sentence. */
  instead: z.string().nullable(),
  /** What it took of the model so far; null where none was asked. */
  spent: modelEstimate.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type GenerationView = z.infer<typeof generationView>;

export const listGenerationsInput = z.object({ ...pageInput, courseId: id });
