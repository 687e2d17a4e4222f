import { heatmapInput, heatmapView, progressView, todayView } from '@studywright/core';
import { router, signedInProcedure } from '../platform/procedures.ts';
import * as service from './service.ts';

export const progressRouter = router({
  today: signedInProcedure.output(todayView).query(({ ctx }) => service.today(ctx)),
  overview: signedInProcedure.output(progressView).query(({ ctx }) => service.overview(ctx)),
  heatmap: signedInProcedure
    .input(heatmapInput)
    .output(heatmapView)
    .query(({ ctx, input }) => service.heatmap(ctx, input)),
});
