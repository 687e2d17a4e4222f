import { z } from 'zod';
import { figureSize, sourceView } from '../document/schema.ts';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { cardType } from '../study/schema.ts';

/** 1 Again, 2 Hard, 3 Good, 4 Easy. */
export const rating = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Rating = z.infer<typeof rating>;

export const cardStates = ['new', 'learning', 'review', 'relearning'] as const;
export const cardState = z.enum(cardStates);
export type CardState = z.infer<typeof cardState>;

const front = z.string().trim().min(1, { message: 'Write what the card asks.' }).max(limits.flashcard.frontChars);
const back = z.string().trim().min(1, { message: 'Write the answer.' }).max(limits.flashcard.backChars);

/** Words that a student marked on a page: where they stand is looked up, so that what is shown as the source is the source. */
export const selection = z.object({ documentId: id, page: z.number().int().min(1), words: z.string().trim().min(1).max(limits.flashcard.backChars) });
export const createCardInput = z.object({ id, courseId: id, topicId: id.nullable().default(null), type: cardType.default('basic'), front, back, selection: selection.optional() });
export const updateCardInput = z.object({ id, front: front.optional(), back: back.optional(), topicId: id.nullable().optional() });
export const suspendCardInput = z.object({ id, suspended: z.boolean() });

export const listCardsInput = z.object({
  ...pageInput,
  courseId: id,
  topicId: id.optional(),
  documentId: id.optional(),
  state: z.enum(['new', 'learning', 'review', 'suspended', 'due']).optional(),
  /** Words to be found in front or back. */
  search: z.string().trim().max(200).optional(),
});

export const cardView = z.object({
  id,
  courseId: id,
  topic: z.object({ id, title: z.string() }).nullable(),
  type: cardType,
  front: z.string(),
  back: z.string(),
  /** The picture that its front shows above the words; `flashcard.figure` says where it is. */
  figure: figureSize.nullable(),
  origin: z.enum(['generated', 'own']),
  state: cardState,
  due: instant.nullable(),
  suspended: z.boolean(),
  reps: z.number().int(),
  lapses: z.number().int(),
  source: sourceView.nullable(),
  updatedAt: instant,
});
export type CardView = z.infer<typeof cardView>;

/** Where the picture on a card is: an address path on the API server that works for a while, and its size in print, in points. */
export const cardFigure = figureSize.extend({ url: z.string() });
export type CardFigure = z.infer<typeof cardFigure>;

/** Whole seconds until the card would come back, for each rating. */
export const intervals = z.object({ 1: z.number(), 2: z.number(), 3: z.number(), 4: z.number() });
export type Intervals = z.infer<typeof intervals>;

export const studyCard = cardView.extend({
  courseName: z.string(),
  /** Counts the card's schedule changes. A rating names the one it was made on; another is stale. */
  version: z.number().int(),
  intervals,
  lastReview: z.object({ at: instant, rating }).nullable(),
  /** Chance of recalling it now, 0 to 1; null for a new card. */
  retrievability: z.number().nullable(),
});
export type StudyCard = z.infer<typeof studyCard>;

export const studySessionInput = z.object({ courseId: id.optional(), topicId: id.optional(), limit: z.number().int().min(1).max(50).default(20) });

export const studyCounts = z.object({ new: z.number().int(), learning: z.number().int(), due: z.number().int() });
export type StudyCounts = z.infer<typeof studyCounts>;

export const studySessionView = z.object({
  cards: z.array(studyCard),
  counts: studyCounts,
  /** When the next card comes, once nothing is left. */
  next: z.object({ at: instant, cards: z.number().int() }).nullable(),
  /** Median seconds of this student's recent answers; null with fewer than 10 answers. */
  secondsPerCard: z.number().nullable(),
});
export type StudySessionView = z.infer<typeof studySessionView>;

export const reviewInput = z.object({
  /** The review's own id, made by the client: sent twice it counts once. */
  id,
  cardId: id,
  rating,
  version: z.number().int().min(0),
  /** Time from question to rating, milliseconds. */
  durationMs: z.number().int().min(0).max(3_600_000),
});

export const reviewResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), card: studyCard, counts: studyCounts }),
  /** Somebody rated this card in the meantime: nothing was recorded, this is how it is now. */
  z.object({ outcome: z.literal('stale'), card: studyCard, counts: studyCounts }),
]);
export type ReviewResult = z.infer<typeof reviewResult>;

export const undoReviewInput = z.object({ /** Of the review. */ id });
