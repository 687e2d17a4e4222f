import { z } from 'zod';
import { sourceView } from '../document/schema.ts';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';

export const startQuizInput = z.object({
  /** The attempt's id, made by the client. */
  id,
  courseId: id,
  topicId: id.optional(),
  documentId: id.optional(),
  questions: z.number().int().min(1).max(limits.quiz.maxQuestions).default(limits.quiz.defaultQuestions),
});

/** A question as it stands in an attempt. What is right is there only once the attempt is handed in. */
export const attemptQuestion = z.object({
  id,
  position: z.number().int(),
  stem: z.string(),
  topic: z.object({ id, title: z.string() }).nullable(),
  difficulty: z.number().int(),
  options: z.array(z.string()),
  chosen: z.number().int().nullable(),
  marked: z.boolean(),
});
export type AttemptQuestion = z.infer<typeof attemptQuestion>;

export const attemptSummary = z.object({
  id,
  courseId: id,
  courseName: z.string(),
  title: z.string(),
  questions: z.number().int(),
  answered: z.number().int(),
  /** Null until it is handed in. */
  right: z.number().int().nullable(),
  startedAt: instant,
  submittedAt: instant.nullable(),
});
export type AttemptSummary = z.infer<typeof attemptSummary>;

export const attemptView = attemptSummary.extend({ items: z.array(attemptQuestion) });
export type AttemptView = z.infer<typeof attemptView>;

export const attemptResultQuestion = attemptQuestion.extend({ correct: z.number().int(), explanation: z.string(), source: sourceView.nullable() });
export type AttemptResultQuestion = z.infer<typeof attemptResultQuestion>;
export const attemptResult = attemptSummary.extend({ items: z.array(attemptResultQuestion) });
export type AttemptResult = z.infer<typeof attemptResult>;

/** An answer is set, not added: sending it twice changes nothing. */
export const answerInput = z.object({ attemptId: id, questionId: id, chosen: z.number().int().min(0).max(9).nullable().optional(), marked: z.boolean().optional() });

export const listAttemptsInput = z.object({ ...pageInput, courseId: id.optional() });
