'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

/** Everything that shows cards or counts them reads again. */
export function useRefreshCards(): () => Promise<void> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      cache.invalidateQueries(trpc.flashcard.list.pathFilter()),
      cache.invalidateQueries(trpc.flashcard.get.pathFilter()),
      cache.invalidateQueries(trpc.document.items.pathFilter()),
      cache.invalidateQueries(trpc.document.get.pathFilter()),
      cache.invalidateQueries(trpc.course.open.pathFilter()),
      cache.invalidateQueries(trpc.progress.pathFilter()),
    ]);
  }, [cache, trpc]);
}

interface Named {
  id: string;
  front: string;
}

function short({ front }: Named): string {
  return front.length > 60 ? `${front.slice(0, 57).trimEnd()} …` : front;
}

export interface CardActions {
  suspend(card: Named, suspended: boolean): void;
  remove(card: Named): void;
  busy: boolean;
}

/** Suspend and delete, each with a way back. */
export function useCardActions(): CardActions {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const failed = (error: unknown) => notify(errorDetail(error));
  const suspend = useMutation(trpc.flashcard.suspend.mutationOptions({ onSuccess: refresh, onError: failed }));
  const remove = useMutation(trpc.flashcard.delete.mutationOptions({ onSuccess: refresh, onError: failed }));
  const restore = useMutation(trpc.flashcard.restore.mutationOptions({ onSuccess: refresh, onError: failed }));
  return {
    busy: suspend.isPending || remove.isPending || restore.isPending,
    suspend: (card, suspended) =>
      suspend.mutate(
        { id: card.id, suspended },
        { onSuccess: () => notify(`${suspended ? 'Suspended' : 'Taken up again'}: ${short(card)}`, () => suspend.mutate({ id: card.id, suspended: !suspended })) },
      ),
    remove: (card) => remove.mutate({ id: card.id }, { onSuccess: () => notify(`Deleted: ${short(card)}`, () => restore.mutate({ id: card.id })) }),
  };
}
