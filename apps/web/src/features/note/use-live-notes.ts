'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useLiveReads } from '@/lib/use-live-reads.ts';
import { useTRPC } from '@/trpc/client.tsx';

/** Reads the notes of a course again whenever one of them changes, until all are made. */
export function useLiveNotes(courseId: string | undefined, enabled: boolean): void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const live = useLiveReads(enabled && courseId !== undefined, () => {
    void cache.invalidateQueries(trpc.note.list.pathFilter());
    void cache.invalidateQueries(trpc.note.get.pathFilter());
  });
  useSubscription(trpc.note.changes.subscriptionOptions({ courseId: courseId ?? '' }, live));
}

/** How often a page asks by itself while a note is made, should no word of a change reach it. */
export const fallbackMs = 10_000;
