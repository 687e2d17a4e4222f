import { apiKeyView, byId, changePasswordInput, createApiKeyInput, createdApiKey, ok, profile, refreshInput, signInInput, signUpInput, tokenPair, updateProfileInput, usageView } from '@studywright/core';
import { z } from 'zod';
import { publicProcedure, router, signedInProcedure } from '../platform/procedures.ts';
import { deleteAccount } from './delete.ts';
import * as service from './service.ts';
import { usage } from './usage.ts';

const done = { ok: true } as const;

export const accountRouter = router({
  signUp: publicProcedure
    .input(signUpInput)
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => service.signUp(ctx, input)),
  signIn: publicProcedure
    .input(signInInput)
    .output(tokenPair)
    .mutation(({ ctx, input }) => service.signIn(ctx, input)),
  refresh: publicProcedure
    .input(refreshInput)
    .output(tokenPair)
    .mutation(({ ctx, input }) => service.refresh(ctx, input.refreshToken)),
  signOut: signedInProcedure.output(ok).mutation(async ({ ctx }) => {
    await service.signOut(ctx);
    return done;
  }),
  me: signedInProcedure.output(profile).query(({ ctx }) => service.me(ctx)),
  updateProfile: signedInProcedure
    .input(updateProfileInput)
    .output(profile)
    .mutation(({ ctx, input }) => service.updateProfile(ctx, input)),
  changePassword: signedInProcedure
    .input(changePasswordInput)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await service.changePassword(ctx, input);
      return done;
    }),
  deleteAccount: signedInProcedure
    .input(z.object({ password: z.string().min(1).max(200) }))
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await deleteAccount(ctx, input.password);
      return done;
    }),
  usage: signedInProcedure.output(usageView).query(({ ctx }) => usage(ctx)),
  apiKeys: router({
    list: signedInProcedure.output(z.array(apiKeyView)).query(({ ctx }) => service.listApiKeys(ctx)),
    create: signedInProcedure
      .input(createApiKeyInput)
      .output(createdApiKey)
      .mutation(({ ctx, input }) => service.createApiKey(ctx, input)),
    revoke: signedInProcedure
      .input(byId)
      .output(ok)
      .mutation(async ({ ctx, input }) => {
        await service.revokeApiKey(ctx, input.id);
        return done;
      }),
  }),
});
