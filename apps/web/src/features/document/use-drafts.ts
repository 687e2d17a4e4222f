'use client';

import type { DocumentItemView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { counted, list } from '@/lib/format.ts';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

export interface DraftActions {
  accept(item: DocumentItemView): void;
  reject(item: DocumentItemView): void;
  /** Makes a rejected one a draft again. */
  reopen(item: DocumentItemView): void;
  acceptAll(): void;
  busy: boolean;
}

function short(item: DocumentItemView): string {
  const text = item.kind === 'card' ? item.front : item.stem;
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()} …` : text;
}

/** Decisions about drafts of a document, each with a way back. */
export function useDrafts(documentId: string): DraftActions {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const onError = (error: unknown) => notify(errorDetail(error));
  const decide = useMutation(trpc.document.decideDrafts.mutationOptions({ onSuccess: refresh, onError }));
  const takeBack = useMutation(trpc.document.takeBackDecision.mutationOptions({ onSuccess: refresh, onError }));
  const undo = (decidedAt: string) => () => takeBack.mutate({ documentId, decidedAt });
  const one = (decision: 'accept' | 'reject', word: string) => (item: DocumentItemView) =>
    decide.mutate({ documentId, decision, ids: [item.id] }, { onSuccess: ({ decidedAt }) => notify(`${word}: ${short(item)}`, undo(decidedAt)) });
  return {
    busy: decide.isPending || takeBack.isPending,
    accept: one('accept', 'Accepted'),
    reject: one('reject', 'Rejected'),
    reopen: (item) => decide.mutate({ documentId, decision: 'reopen', ids: [item.id] }),
    acceptAll: () =>
      decide.mutate(
        { documentId, decision: 'accept' },
        {
          onSuccess: ({ decidedAt, cards, questions }) => {
            const parts = [...(cards > 0 ? [counted(cards, 'card')] : []), ...(questions > 0 ? [counted(questions, 'question')] : [])];
            notify(`Accepted ${list(parts)}`, undo(decidedAt));
          },
        },
      ),
  };
}
