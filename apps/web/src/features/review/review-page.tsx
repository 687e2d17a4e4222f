'use client';

import type { StudySessionView } from '@studywright/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { routes } from '@/lib/routes.ts';
import { FocusLayout, FocusRow } from '@/parts/focus-layout.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { notify } from '@/parts/toast.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { Asking } from './asking.tsx';
import { Done } from './done.tsx';
import { type Scope, Sitting } from './sitting.ts';

/** Sittings of this tab: to open a page from one and come back finds it as it was. */
const kept = new Map<string, Sitting>();

/** When the cards that a sitting began with were read. */
let lastRead = 0;

function sittingOf(scope: Scope, initial: StudySessionView | undefined): Sitting {
  if (typeof window === 'undefined') return new Sitting(scope, initial);
  const key = `${scope.courseId ?? ''}/${scope.topicId ?? ''}`;
  const known = kept.get(key);
  if (known !== undefined && known.snapshot().phase === 'asking') return known;
  const fresh = new Sitting(scope, initial);
  kept.clear();
  kept.set(key, fresh);
  return fresh;
}

export function ReviewPage({ courseId, topicId }: { courseId?: string | undefined; topicId?: string | undefined }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const router = useRouter();
  const me = useQuery(trpc.account.me.queryOptions()).data;
  // What the server read for the first paint, used once: a page that is gone back to brings the same again, long out of date.
  const [read] = useState(() => cache.getQueryState(trpc.flashcard.studySession.queryKey({ limit: 20, courseId, topicId })));
  const [sitting] = useState(() => sittingOf({ courseId, topicId }, read === undefined || read.dataUpdatedAt === lastRead ? undefined : read.data));
  const view = useSyncExternalStore(sitting.subscribe, sitting.snapshot, sitting.snapshot);
  const userId = me?.id;

  useEffect(() => {
    if (userId === undefined) return;
    lastRead = read?.dataUpdatedAt ?? lastRead;
    cache.removeQueries(trpc.flashcard.studySession.queryFilter());
    sitting.open({
      client,
      userId,
      tell: (text) => notify(text),
      changed: () => {
        void cache.invalidateQueries(trpc.progress.pathFilter());
        void cache.invalidateQueries(trpc.course.pathFilter());
        void cache.invalidateQueries(trpc.flashcard.list.pathFilter());
      },
    });
    const online = () => sitting.retry();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [sitting, client, cache, trpc, userId, read]);

  const back = courseId === undefined ? routes.today : routes.course(courseId);
  const end = useCallback(() => router.push(back), [router, back]);
  if (view.phase === 'asking' && view.session.current !== null) return <Asking sitting={sitting} view={view} back={back} onEnd={end} />;
  return <NoCard sitting={sitting} back={back} onEnd={end} timeZone={me?.settings.timeZone ?? 'UTC'} dayStartHour={me?.settings.dayStartHour ?? 4} />;
}

function NoCard({ sitting, back, onEnd, timeZone, dayStartHour }: { sitting: Sitting; back: string; onEnd: () => void; timeZone: string; dayStartHour: number }) {
  const view = useSyncExternalStore(sitting.subscribe, sitting.snapshot, sitting.snapshot);
  useHotkey('esc', onEnd);
  const body = () => {
    switch (view.phase) {
      case 'failed':
        return (
          <ErrorState safe={(sitting.outbox?.snapshot().waiting ?? 0) > 0 ? 'Your answers are safe on this device.' : 'Your cards and answers are safe on the server.'} onRetry={() => sitting.retry()}>
            {view.problem}
          </ErrorState>
        );
      case 'done':
        return <Done view={view} back={back} onUndo={() => sitting.undo()} timeZone={timeZone} dayStartHour={dayStartHour} />;
      default:
        return <Skeleton noun={view.phase === 'opening' ? 'Gathering what is due' : 'Saving your last answers'} />;
    }
  };
  return (
    <FocusLayout end={{ href: back, label: 'End', kbd: 'esc' }} title="Review" progress={{ value: view.phase === 'done' ? 1 : 0, max: 1, label: 'Progress of this review' }}>
      <h1 className="sr-only">Review</h1>
      <FocusRow>{body()}</FocusRow>
    </FocusLayout>
  );
}
