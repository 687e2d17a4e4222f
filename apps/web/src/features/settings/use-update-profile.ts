'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';

/** Saves parts of the profile; what is counted by the student's day is counted anew. */
export function useUpdateProfile() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const update = useMutation(
    trpc.account.updateProfile.mutationOptions({
      onSuccess: async (profile) => {
        cache.setQueryData(trpc.account.me.queryKey(), profile);
        await cache.invalidateQueries(trpc.progress.pathFilter());
      },
    }),
  );
  const fields = fieldErrors(update.error);
  const unplaced = update.isError && Object.keys(fields).length === 0;
  return { save: update.mutate, pending: update.isPending, saved: update.isSuccess, fields, problem: unplaced ? errorDetail(update.error) : null, reset: update.reset };
}
