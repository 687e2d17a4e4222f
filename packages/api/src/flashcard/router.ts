import { byId, cardFigure, cardView, createCardInput, listCardsInput, ok, paged, reviewInput, reviewResult, studySessionInput, studySessionView, suspendCardInput, undoReviewInput, updateCardInput } from '@studywright/core';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { figureAddress } from './figures.ts';
import { listCards, ownCardRow, toCardView } from './queries.ts';
import { reviewCard, undoReview } from './review.ts';
import * as service from './service.ts';
import { studySession } from './session.ts';

export const flashcardRouter = router({
  list: courseProcedure('student')
    .input(listCardsInput)
    .output(paged(cardView))
    .query(({ ctx, input }) => listCards(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(cardView)
    .query(async ({ ctx, input }) => toCardView(await ownCardRow(ctx, input.id))),
  figure: signedInProcedure
    .input(byId)
    .output(cardFigure.nullable())
    .query(({ ctx, input }) => figureAddress(ctx, input.id)),
  create: signedInProcedure
    .input(createCardInput)
    .output(cardView)
    .mutation(({ ctx, input }) => service.createCard(ctx, input)),
  update: signedInProcedure
    .input(updateCardInput)
    .output(cardView)
    .mutation(({ ctx, input }) => service.updateCard(ctx, input)),
  suspend: signedInProcedure
    .input(suspendCardInput)
    .output(cardView)
    .mutation(({ ctx, input }) => service.suspendCard(ctx, input)),
  delete: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.deleteCard(ctx, input.id);
      return { ok: true };
    }),
  restore: signedInProcedure
    .input(byId)
    .output(cardView)
    .mutation(({ ctx, input }) => service.restoreCard(ctx, input.id)),
  studySession: signedInProcedure
    .input(studySessionInput)
    .output(studySessionView)
    .query(({ ctx, input }) => studySession(ctx, input)),
  review: signedInProcedure
    .input(reviewInput)
    .output(reviewResult)
    .mutation(({ ctx, input }) => reviewCard(ctx, input)),
  undoReview: signedInProcedure
    .input(undoReviewInput)
    .output(reviewResult)
    .mutation(({ ctx, input }) => undoReview(ctx, input.id)),
});
