import { byId, inquiryView, ok, startInquiryInput } from '@studywright/core';
import { courseProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { ownInquiry } from './queries.ts';
import * as service from './service.ts';

export const inquiryRouter = router({
  start: signedInProcedure
    .input(startInquiryInput)
    .output(inquiryView)
    .mutation(({ ctx, input }) => service.startInquiry(ctx, input)),
  get: signedInProcedure
    .input(byId)
    .output(inquiryView)
    .query(({ ctx, input }) => ownInquiry(ctx, input.id)),
  cancel: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.cancelInquiry(ctx, input.id);
      return { ok: true };
    }),
  /** Says which of the student's own inquiries of the course changed; ends with the connection. */
  changes: courseProcedure('student').subscription(({ ctx, signal }) => service.inquiryChanges(ctx, ctx.course.id, signal)),
});
