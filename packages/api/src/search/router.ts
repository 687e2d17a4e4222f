import { findInput, findView } from '@studywright/core';
import { router, signedInProcedure } from '../platform/procedures.ts';
import { find } from './service.ts';

export const searchRouter = router({
  find: signedInProcedure
    .input(findInput)
    .output(findView)
    .query(({ ctx, input }) => find(ctx, input.words)),
});
