import { z } from 'zod';
import { figureSize } from '../document/schema.ts';
import { cardState, rating } from '../flashcard/schema.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { questionContent, questionWords } from '../study/question.ts';
import { cardType, citation } from '../study/schema.ts';

/** What is taken out of a course, page by page; each row is whole, so that it can be put in again elsewhere. */
export const transferInput = z.object(pageInput);

export const transferCard = z.object({
  id,
  documentId: id.nullable(),
  topicId: id.nullable(),
  type: cardType,
  front: z.string(),
  back: z.string(),
  /** The picture that its front shows above the words; `flashcard.figure` says where it is. */
  figure: figureSize.nullable(),
  origin: z.enum(['generated', 'own']),
  /** Null for a card of one's own. */
  citation: citation.nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** Of the asking student (FSRS). */
  schedule: z.object({
    state: cardState,
    /** Null while new. */
    due: instant.nullable(),
    /** Days until recall falls to 90 %. */
    stability: z.number(),
    /** 1 to 10; 0 while new. */
    difficulty: z.number(),
    scheduledDays: z.number().int(),
    learningSteps: z.number().int(),
    reps: z.number().int(),
    lapses: z.number().int(),
    lastReviewAt: instant.nullable(),
    lastRating: rating.nullable(),
    suspended: z.boolean(),
  }),
});
export type TransferCard = z.infer<typeof transferCard>;

export const transferQuestion = questionWords.extend({
  id,
  documentId: id,
  topicId: id.nullable(),
  content: questionContent,
  citation,
  createdAt: instant,
});
export type TransferQuestion = z.infer<typeof transferQuestion>;

/** A rating that counts, of the asking student. */
export const transferReview = z.object({
  id,
  /** Null once the card is deleted. */
  cardId: id.nullable(),
  rating,
  reviewedAt: instant,
  /** Milliseconds from question to rating. */
  durationMs: z.number().int(),
  stateBefore: cardState,
});
export type TransferReview = z.infer<typeof transferReview>;
