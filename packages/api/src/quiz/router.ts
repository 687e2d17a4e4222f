import { answerInput, attemptResult, attemptSummary, attemptView, byId, listAttemptsInput, ok, paged, startQuizInput } from '@studywright/core';
import { router, signedInProcedure } from '../platform/procedures.ts';
import * as service from './service.ts';

export const quizRouter = router({
  start: signedInProcedure
    .input(startQuizInput)
    .output(attemptView)
    .mutation(({ ctx, input }) => service.startQuiz(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(attemptView)
    .query(({ ctx, input }) => service.getAttempt(ctx, input.id)),
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
  result: signedInProcedure
    .input(byId)
    .output(attemptResult)
    .query(({ ctx, input }) => service.getResult(ctx, input.id)),
  attempts: signedInProcedure
    .input(listAttemptsInput)
    .output(paged(attemptSummary))
    .query(({ ctx, input }) => service.listAttempts(ctx, input)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.deleteAttempt(ctx, input.id);
      return { ok: true };
    }),
});
