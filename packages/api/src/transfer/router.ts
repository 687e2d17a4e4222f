import { paged, transferCard, transferInput, transferQuestion, transferReview } from '@studywright/core';
import { courseProcedure, router } from '../platform/procedures.ts';
import { transferCards, transferQuestions, transferReviews } from './queries.ts';

/** Everything can be taken out again: what a course holds that its other reads do not show whole. */
export const transferRouter = router({
  cards: courseProcedure('student')
    .input(transferInput)
    .output(paged(transferCard))
    .query(({ ctx, input }) => transferCards(ctx, input.courseId, input)),
  questions: courseProcedure('student')
    .input(transferInput)
    .output(paged(transferQuestion))
    .query(({ ctx, input }) => transferQuestions(ctx, input.courseId, input)),
  reviews: courseProcedure('student')
    .input(transferInput)
    .output(paged(transferReview))
    .query(({ ctx, input }) => transferReviews(ctx, input.courseId, input)),
});
