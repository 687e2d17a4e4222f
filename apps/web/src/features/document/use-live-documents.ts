'use client';

import type { DocumentStatus } from '@studywright/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/client.tsx';

/** Milliseconds between two reads: a worker says more often that something changed than a page can show it. */
const readEveryMs = 400;

/** Runs at most once in a while, and once more for what comes meanwhile. */
function throttled() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    run(read: () => void): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        read();
      }, readEveryMs);
    },
    cancel(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/**
 * Reads a course and its documents again whenever one of them changes, and once each time the connection is made: what
 * happened while nobody listened is then shown as well.
 * @param courseId undefined while it is not known; then nothing is watched
 */
export function useLiveDocuments(courseId: string | undefined, enabled: boolean): void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [throttle] = useState(throttled);
  const read = () =>
    throttle.run(() => {
      if (courseId !== undefined) void cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId }));
      void cache.invalidateQueries(trpc.progress.today.pathFilter());
      void cache.invalidateQueries(trpc.document.get.pathFilter());
      void cache.invalidateQueries(trpc.document.items.pathFilter());
    });
  useEffect(() => () => throttle.cancel(), [throttle]);
  useSubscription(
    trpc.document.changes.subscriptionOptions(
      { courseId: courseId ?? '' },
      {
        enabled: enabled && courseId !== undefined,
        onData: read,
        onConnectionStateChange: (connection) => {
          if (connection.state === 'pending') read();
        },
      },
    ),
  );
}

/** Documents that somebody still works on. */
export function inWork(document: { status: DocumentStatus }): boolean {
  return document.status === 'queued' || document.status === 'working';
}

/** How often a page asks by itself while work goes on, should no word of a change reach it. */
export const fallbackMs = 15_000;
