import { byId, hideTopicInput, mergeTopicsInput, moveTopicInput, ok, renameTopicInput } from '@studywright/core';
import { router, signedInProcedure } from '../platform/procedures.ts';
import * as service from './service.ts';

export const topicRouter = router({
  rename: signedInProcedure
    .input(renameTopicInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.renameTopic(ctx, input);
      return { ok: true };
    }),
  move: signedInProcedure
    .input(moveTopicInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.moveTopic(ctx, input);
      return { ok: true };
    }),
  hide: signedInProcedure
    .input(hideTopicInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.hideTopic(ctx, input);
      return { ok: true };
    }),
  merge: signedInProcedure
    .input(mergeTopicsInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.mergeTopics(ctx, input);
      return { ok: true };
    }),
  /** Takes a merge back. */
  split: signedInProcedure
    .input(byId)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.splitTopic(ctx, input.id);
      return { ok: true };
    }),
});
