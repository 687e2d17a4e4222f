import { z } from 'zod';
import { selection } from '../flashcard/schema.ts';
import { sourceView } from '../document/schema.ts';
import { limits } from '../platform/limits.ts';
import { id, instant, pageInput } from '../platform/schema.ts';
import { bloomLevel, questionContent, questionKind } from '../study/question.ts';
import { questionAnswer, questionAsk, questionKey } from './answer.ts';

const difficulty = z.number().int().min(1).max(5);

/** A question of one's own about words that were marked, or about the sentence that it rests on: where it stands is looked up. */
export const createQuestionInput = z.object({
  id,
  courseId: id,
  selection,
  stem: z.string().trim().min(1, { message: 'Write the question.' }).max(limits.flashcard.frontChars),
  content: questionContent,
  explanation: z.string().trim().max(limits.flashcard.backChars).default(''),
  difficulty: difficulty.default(2),
  bloom: bloomLevel.default('remember'),
  tags: z.array(z.string().trim().min(1).max(80)).max(8).default([]),
});

/** Which questions may be drawn. What is left out does not narrow the draw. */
const drawn = {
  courseId: id,
  topicIds: z.array(id).min(1).max(limits.quiz.maxTopics).optional(),
  documentId: id.optional(),
};

export const startQuizInput = z.object({
  /** The attempt's id, made by the client. */
  id,
  ...drawn,
  kinds: z.array(questionKind).min(1).optional(),
  /** Both ends count. */
  difficulty: z.object({ from: difficulty, to: difficulty }).optional(),
  /** `wrong`: those of which the student's last answer was not right. */
  from: z.enum(['all', 'wrong']).default('all'),
  /** More like this question: of its topic and kind and not asked yet, then what comes nearest. */
  like: id.optional(),
  questions: z.number().int().min(1).max(limits.quiz.maxQuestions).default(limits.quiz.defaultQuestions),
});

export const quizChoicesInput = z.object(drawn);
/** How many questions there are to draw from, by kind and difficulty, and how many of them were last answered wrongly. */
export const quizChoices = z.object({ groups: z.array(z.object({ kind: questionKind, difficulty, questions: z.number().int(), wrong: z.number().int() })) });
export type QuizChoices = z.infer<typeof quizChoices>;

/** A question as it stands in an attempt. What is right is there only once the attempt is handed in. */
export const attemptQuestion = z.object({
  id,
  position: z.number().int(),
  stem: z.string(),
  topic: z.object({ id, title: z.string() }).nullable(),
  difficulty,
  bloom: bloomLevel,
  ask: questionAsk,
  answer: questionAnswer.nullable(),
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
  /** Questions that were answered entirely right; null until it is handed in. */
  right: z.number().int().nullable(),
  /** The sum of all scores, of which each is 0 to 1; null until it is handed in. */
  points: z.number().nullable(),
  startedAt: instant,
  submittedAt: instant.nullable(),
});
export type AttemptSummary = z.infer<typeof attemptSummary>;

export const attemptView = attemptSummary.extend({ items: z.array(attemptQuestion) });
export type AttemptView = z.infer<typeof attemptView>;

export const attemptResultQuestion = attemptQuestion.extend({
  /** 0 to 1. */
  score: z.number(),
  key: questionKey,
  explanation: z.string(),
  source: sourceView.nullable(),
});
export type AttemptResultQuestion = z.infer<typeof attemptResultQuestion>;
export const attemptResult = attemptSummary.extend({ items: z.array(attemptResultQuestion) });
export type AttemptResult = z.infer<typeof attemptResult>;

/** An answer is set, not added: sending it twice changes nothing. */
export const answerInput = z.object({ attemptId: id, questionId: id, answer: questionAnswer.nullable().optional(), marked: z.boolean().optional() });

/** Which points of its rubric a short answer makes, said by the student once it is handed in. */
export const judgeInput = z.object({ attemptId: id, questionId: id, met: z.array(z.boolean()).min(1).max(8) });

export const listAttemptsInput = z.object({ ...pageInput, courseId: id.optional() });
