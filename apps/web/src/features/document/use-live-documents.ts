'use client';

import type { DocumentStatus } from '@studywright/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useLiveReads } from '@/lib/use-live-reads.ts';
import { useTRPC } from '@/trpc/client.tsx';

/**
 * Reads a course and its documents again whenever one of them changes, until nothing is worked on any more.
 * @param courseId undefined while it is not known; then nothing is watched
 */
export function useLiveDocuments(courseId: string | undefined, enabled: boolean): void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const live = useLiveReads(enabled && courseId !== undefined, () => {
    if (courseId !== undefined) void cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId }));
    void cache.invalidateQueries(trpc.progress.today.pathFilter());
    void cache.invalidateQueries(trpc.document.get.pathFilter());
    void cache.invalidateQueries(trpc.document.items.pathFilter());
  });
  useSubscription(trpc.document.changes.subscriptionOptions({ courseId: courseId ?? '' }, live));
}

/** Documents that somebody still works on. */
export function inWork(document: { status: DocumentStatus }): boolean {
  return document.status === 'queued' || document.status === 'working';
}

/** How often a page asks by itself while work goes on, should no word of a change reach it. */
export const fallbackMs = 15_000;
