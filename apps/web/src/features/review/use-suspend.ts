'use client';

import type { StudyCard } from '@studywright/core';
import { useCallback } from 'react';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { notify } from '@/parts/toast.ts';
import { useTRPCClient } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import type { Sitting } from './sitting.ts';

/** The card goes at once; should the server not take it, it comes back. */
export function useSuspend(sitting: Sitting): (card: StudyCard) => void {
  const client = useTRPCClient();
  const refresh = useRefreshCards();
  return useCallback(
    (card) => {
      sitting.takeOut(card);
      const restore = () => {
        client.flashcard.suspend.mutate({ id: card.id, suspended: false }).then(
          () => {
            sitting.putBack(card);
            void refresh();
          },
          (error: unknown) => notify(errorDetail(error)),
        );
      };
      client.flashcard.suspend.mutate({ id: card.id, suspended: true }).then(
        () => {
          notify('Suspended: it does not come up until you take it up again.', restore);
          void refresh();
        },
        (error: unknown) => {
          sitting.putBack(card);
          notify(`Not suspended. ${errorDetail(error)}`);
        },
      );
    },
    [client, refresh, sitting],
  );
}
