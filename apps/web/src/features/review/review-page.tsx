'use client';

import type { StudySessionView } from '@studywright/core';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { routes } from '@/lib/routes.ts';
import { FocusLayout, FocusRow } from '@/parts/focus-layout.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { notify } from '@/parts/toast.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { tellOldNews } from '@/trpc/old-news.ts';
import { plainClient } from '@/trpc/plain-client.ts';
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

export interface ReviewPageProps {
  courseId?: string | undefined;
  topicId?: string | undefined;
  /** The first cards, as the server read them for this page. */
  first: StudySessionView;
  /** When that was; tells one reading from another. */
  readAt: number;
  userId: string;
  timeZone: string;
  dayStartHour: number;
}

export function ReviewPage({ courseId, topicId, first, readAt, userId, timeZone, dayStartHour }: ReviewPageProps) {
  const router = useRouter();
  // Used once: a page that is gone back to brings the same cards again, long out of date.
  const [sitting] = useState(() => sittingOf({ courseId, topicId }, readAt === lastRead ? undefined : first));
  const view = useSyncExternalStore(sitting.subscribe, sitting.snapshot, sitting.snapshot);

  useEffect(() => {
    lastRead = readAt;
    sitting.open({ client: plainClient(), userId, tell: (text) => notify(text), changed: tellOldNews });
    const online = () => sitting.retry();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [sitting, userId, readAt]);

  const back = courseId === undefined ? routes.today : routes.course(courseId);
  const end = useCallback(() => router.push(back), [router, back]);
  if (view.phase === 'asking' && view.session.current !== null) return <Asking sitting={sitting} view={view} back={back} timeZone={timeZone} onEnd={end} />;
  return <NoCard sitting={sitting} back={back} onEnd={end} timeZone={timeZone} dayStartHour={dayStartHour} />;
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
