'use client';

import type { CitationChangeView } from '@studywright/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { counted } from '@/lib/format.ts';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

type Decision = 'keep' | 'delete';

/** Ids in one request; the API takes no more. */
const atOnce = 500;

const none: ReadonlySet<string> = new Set();

/** What is left to decide about a document. A decision shows at once, and can be taken back. */
export function useChanges(documentId: string) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refreshCards = useRefreshCards();
  const [decided, setDecided] = useState(none);
  const listed = useInfiniteQuery(trpc.document.revisionChanges.infiniteQueryOptions({ documentId, limit: 100 }, { getNextPageParam: (page) => page.nextCursor, staleTime: Number.POSITIVE_INFINITY }));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = listed;
  useEffect(() => {
    // All of them: “Delete all that are gone” means all, and says how many.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const all = listed.data?.pages.flatMap((page) => page.items) ?? [];
  const open = all.filter((change) => !decided.has(change.id));
  const decide = useMutation(trpc.document.decideChanges.mutationOptions());

  const send = async (ids: readonly string[], decision: Decision | 'undo') => {
    for (let from = 0; from < ids.length; from += atOnce) {
      const fresh = await decide.mutateAsync({ documentId, ids: ids.slice(from, from + atOnce), decision });
      cache.setQueryData(trpc.document.get.queryKey({ id: documentId }), fresh);
    }
    void refreshCards();
  };
  const without = (ids: readonly string[]) => setDecided((held) => new Set([...held].filter((id) => !ids.includes(id))));
  const settle = (changes: readonly CitationChangeView[], decision: Decision, said: string) => {
    const ids = changes.map((change) => change.id);
    setDecided((held) => new Set([...held, ...ids]));
    send(ids, decision).then(
      () =>
        notify(said, () => {
          without(ids);
          send(ids, 'undo').catch((error: unknown) => notify(errorDetail(error)));
        }),
      (error: unknown) => {
        without(ids);
        notify(errorDetail(error));
      },
    );
  };
  return {
    listed,
    open,
    of: all.length,
    keep: (change: CitationChangeView, edited = false) => settle([change], 'keep', edited ? 'Saved.' : 'Kept as it is.'),
    remove: (changes: readonly CitationChangeView[]) => settle(changes, 'delete', changes.length === 1 ? `Deleted: ${wordsOf(changes[0])}` : `Deleted ${counted(changes.length, 'item')}.`),
  };
}

function wordsOf(change: CitationChangeView | undefined): string {
  const words = change === undefined ? '' : change.item.kind === 'card' ? change.item.front : change.item.stem;
  return words.length > 60 ? `${words.slice(0, 57).trimEnd()} …` : words;
}
