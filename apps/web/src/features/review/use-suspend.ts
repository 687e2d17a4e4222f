'use client';

import type { StudyCard } from '@studywright/core';
import { useCallback } from 'react';
import { notify } from '@/parts/toast.ts';
import { errorDetail } from '@/trpc/errors.ts';
import { tellOldNews } from '@/trpc/old-news.ts';
import { plainClient } from '@/trpc/plain-client.ts';
import type { Sitting } from './sitting.ts';

/** The card goes at once; should the server not take it, it comes back. */
export function useSuspend(sitting: Sitting): (card: StudyCard) => void {
  return useCallback(
    (card) => {
      const { suspend } = plainClient().flashcard;
      const restore = () => {
        suspend.mutate({ id: card.id, suspended: false }).then(
          () => {
            sitting.putBack(card);
            tellOldNews();
          },
          (error: unknown) => notify(errorDetail(error)),
        );
      };
      sitting.takeOut(card);
      suspend.mutate({ id: card.id, suspended: true }).then(
        () => {
          notify('Suspended: it does not come up until you take it up again.', restore);
          tellOldNews();
        },
        (error: unknown) => {
          sitting.putBack(card);
          notify(`Not suspended. ${errorDetail(error)}`);
        },
      );
    },
    [sitting],
  );
}
