import { z } from 'zod';
import { day, id } from '../platform/schema.ts';

export const cardsByState = z.object({ new: z.number().int(), learning: z.number().int(), review: z.number().int(), suspended: z.number().int() });

export const todayView = z.object({
  day,
  due: z.number().int(),
  learning: z.number().int(),
  /** New cards that today's limit still lets in. */
  new: z.number().int(),
  done: z.number().int(),
  secondsPerCard: z.number().nullable(),
  /** `drafts` wait to be accepted; only for those who run the course. */
  courses: z.array(z.object({ id, name: z.string(), examDate: day.nullable(), drafts: z.number().int(), due: z.number().int(), new: z.number().int(), cards: z.number().int(), cardsStudied: z.number().int() })),
});
export type TodayView = z.infer<typeof todayView>;

export const progressView = z.object({
  cards: cardsByState,
  reviews: z.object({ total: z.number().int(), minutes: z.number().int() }),
  /** Share of reviews of cards in state review that were not Again, over the last 30 days. */
  retention: z.object({ right: z.number().int(), of: z.number().int() }),
  quizzes: z.object({ attempts: z.number().int(), right: z.number().int(), of: z.number().int() }),
  streak: z.object({ current: z.number().int(), longest: z.number().int(), studiedToday: z.boolean() }),
  courses: z.array(z.object({ id, name: z.string(), cards: cardsByState, quiz: z.object({ right: z.number().int(), of: z.number().int() }) })),
});
export type ProgressView = z.infer<typeof progressView>;

export const heatmapInput = z.object({ weeks: z.number().int().min(1).max(53).default(26) });
/** Answers (reviews and quiz answers) by day, days without any left out; `from` and `to` included. */
export const heatmapView = z.object({ from: day, to: day, days: z.array(z.object({ day, answers: z.number().int() })) });
export type HeatmapView = z.infer<typeof heatmapView>;
