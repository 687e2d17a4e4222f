import { byId, generationEstimate, generationEstimateInput, generationView, listGenerationsInput, paged, startGenerationInput } from '@studywright/core';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { listGenerations } from './queries.ts';
import * as service from './service.ts';

export const generationRouter = router({
  list: courseProcedure('student')
    .input(listGenerationsInput)
    .output(paged(generationView))
    .query(({ ctx, input }) => listGenerations(ctx, input)),
  /** What a request would take, before it is made. */
  estimate: courseProcedure('teacher')
    .input(generationEstimateInput)
    .output(generationEstimate)
    .query(({ ctx, input }) => service.estimateGeneration(ctx, input)),
  /** Says which request of the course changed; ends with the connection. */
  changes: courseProcedure('student').subscription(({ ctx, signal }) => service.generationChanges(ctx, ctx.course.id, signal)),
  start: signedInProcedure
    .input(startGenerationInput)
    .output(generationView)
    .mutation(({ ctx, input }) => service.startGeneration(ctx, input)),
  cancel: signedInProcedure
    .input(byId)
    .output(generationView)
    .mutation(({ ctx, input }) => service.cancelGeneration(ctx, input.id)),
  resume: signedInProcedure
    .input(byId)
    .output(generationView)
    .mutation(({ ctx, input }) => service.resumeGeneration(ctx, input.id)),
});
