import { answerInput, attemptResult, attemptSummary, attemptView, byId, createQuestionInput, documentItemView, judgeInput, listAttemptsInput, ok, paged, quizChoices, quizChoicesInput, startQuizInput } from '@studywright/core';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import * as attempt from './attempt.ts';
import * as draw from './draw.ts';
import * as own from './own.ts';
import * as service from './service.ts';

export const quizRouter = router({
  choices: courseProcedure('student')
    .input(quizChoicesInput)
    .output(quizChoices)
    .query(({ ctx, input }) => draw.quizChoices(ctx, input)),
  createQuestion: signedInProcedure
    .input(createQuestionInput)
    .output(documentItemView)
    .mutation(({ ctx, input }) => own.createQuestion(ctx, input)),
  deleteQuestion: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await own.deleteQuestion(ctx, input.id);
      return { ok: true };
    }),
  start: signedInProcedure
    .input(startQuizInput)
    .output(attemptView)
    .mutation(({ ctx, input }) => draw.startQuiz(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(attemptView)
    .query(({ ctx, input }) => attempt.getAttempt(ctx, input.id)),
  answer: signedInProcedure
    .input(answerInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.answerQuestion(ctx, input);
      return { ok: true };
    }),
  submit: signedInProcedure
    .input(byId)
    .output(attemptResult)
    .mutation(({ ctx, input }) => service.submitQuiz(ctx, input.id)),
  judge: signedInProcedure
    .input(judgeInput)
    .output(attemptResult)
    .mutation(({ ctx, input }) => service.judgeAnswer(ctx, input)),
  result: signedInProcedure
    .input(byId)
    .output(attemptResult)
    .query(({ ctx, input }) => attempt.getResult(ctx, input.id)),
  attempts: signedInProcedure
    .input(listAttemptsInput)
    .output(paged(attemptSummary))
    .query(({ ctx, input }) => attempt.listAttempts(ctx, input)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.deleteAttempt(ctx, input.id);
      return { ok: true };
    }),
});
