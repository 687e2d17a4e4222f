'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { GenerationView } from '@studywright/core';
import { useLiveReads } from '@/lib/use-live-reads.ts';
import { useTRPC } from '@/trpc/client.tsx';

/** How often a page asks by itself while something is made, should no word of a change reach it. */
const fallbackMs = 10_000;

export function isOpen({ status }: Pick<GenerationView, 'status'>): boolean {
  return status === 'queued' || status === 'working';
}

/** The latest request of a course, read again whenever it changes; what it made is then read again too. */
export function useLatestGeneration(courseId: string): GenerationView | undefined {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const listed = useQuery({
    ...trpc.generation.list.queryOptions({ courseId, limit: 1 }),
    refetchInterval: (query) => (query.state.data?.items.some(isOpen) === true ? fallbackMs : false),
  });
  const latest = listed.data?.items[0];
  const read = () => {
    void cache.invalidateQueries(trpc.generation.list.pathFilter());
    void cache.invalidateQueries(trpc.document.items.pathFilter());
    void cache.invalidateQueries(trpc.document.get.pathFilter());
    void cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId }));
    void cache.invalidateQueries(trpc.quiz.choices.pathFilter());
  };
  // A small request may be done before it is seen for the first time: then it is another one that is done.
  const live = useLiveReads(latest !== undefined && isOpen(latest), read, listed.data === undefined ? null : `${latest?.id} ${latest?.status}`);
  useSubscription(trpc.generation.changes.subscriptionOptions({ courseId }, live));
  return latest;
}
