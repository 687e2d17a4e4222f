'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

/** Everything that shows notes reads again. */
export function useRefreshNotes(): () => Promise<void> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useCallback(async () => {
    await Promise.all([cache.invalidateQueries(trpc.note.list.pathFilter()), cache.invalidateQueries(trpc.note.get.pathFilter())]);
  }, [cache, trpc]);
}

/** Delete, with a way back; and make once more. */
export function useNoteActions() {
  const trpc = useTRPC();
  const refresh = useRefreshNotes();
  const failed = (error: unknown) => notify(errorDetail(error));
  const regenerate = useMutation(trpc.note.regenerate.mutationOptions({ onSuccess: refresh, onError: failed }));
  const remove = useMutation(trpc.note.delete.mutationOptions({ onError: failed }));
  const restore = useMutation(trpc.note.restore.mutationOptions({ onSuccess: refresh, onError: failed }));
  return {
    busy: regenerate.isPending,
    regenerate: (id: string) => regenerate.mutate({ id }),
    remove: (note: { id: string; title: string }, onGone: () => void) =>
      remove.mutate(
        { id: note.id },
        {
          onSuccess: () => {
            notify(`Deleted: ${note.title}`, () => restore.mutate({ id: note.id }));
            onGone();
            void refresh();
          },
        },
      ),
  };
}
