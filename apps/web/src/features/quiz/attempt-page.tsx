'use client';

import type { AttemptView } from '@studywright/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { deviceStore } from '@/lib/device-store.ts';
import { routes } from '@/lib/routes.ts';
import { FocusLayout, FocusRow } from '@/parts/focus-layout.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { errorCode, errorDetail, isRetryable } from '@/trpc/errors.ts';
import { AnswerKeeper } from './answer-keeper.ts';
import { Taking } from './taking.tsx';

/** A quiz while it is taken. Left in the middle, it goes on where it was. */
export function AttemptPage({ attemptId }: { attemptId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  // What is on the screen is newer than what the server says, so nothing is read again behind the student's back.
  const attempt = useQuery(trpc.quiz.get.queryOptions({ id: attemptId }, { staleTime: Number.POSITIVE_INFINITY }));
  const handedIn = attempt.data?.submittedAt != null;
  useEffect(() => {
    if (handedIn) router.replace(routes.result(attemptId));
  }, [handedIn, router, attemptId]);
  if (attempt.data !== undefined && !handedIn) return <Kept attempt={attempt.data} />;
  return (
    <FocusLayout end={{ href: routes.tests, label: 'Leave', kbd: 'esc' }} title="Quiz">
      <h1 className="sr-only">Quiz</h1>
      <FocusRow>
        {attempt.isError ? (
          <ErrorState safe={errorCode(attempt.error) === 'NOT_FOUND' ? 'Your other quizzes are as they were.' : 'Your answers are safe.'} onRetry={() => void attempt.refetch()} busy={attempt.isFetching && 'Trying'}>
            {errorDetail(attempt.error)}
          </ErrorState>
        ) : (
          <Skeleton noun={handedIn ? 'Opening your result' : 'Opening the quiz'} lines={4} />
        )}
      </FocusRow>
    </FocusLayout>
  );
}

function Kept({ attempt }: { attempt: AttemptView }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const router = useRouter();
  const make = (store: ReturnType<typeof deviceStore>) =>
    new AnswerKeeper(attempt.id, new Map(attempt.items.map((item) => [item.id, { answer: item.answer, marked: item.marked }])), store, {
      save: async (questionId, given) => {
        await client.quiz.answer.mutate({ attemptId: attempt.id, questionId, ...given });
      },
      failure: (error) => ({ kind: errorCode(error) === 'UNAUTHENTICATED' ? 'signed-out' : isRetryable(error) || errorCode(error) === 'TOO_MANY' ? 'wait' : 'refused', detail: errorDetail(error) }),
    });
  // The first paint shows what the server has; what this device kept joins right after.
  const [keeper, setKeeper] = useState(() => make({ keys: () => [], get: () => null, set: () => undefined, remove: () => undefined }));
  useEffect(() => {
    const real = make(deviceStore());
    setKeeper(real);
    void real.flush();
    const online = () => real.retryNow();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- one keeper for one attempt
  }, [attempt.id]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot);

  const submit = useMutation({
    mutationFn: async () => {
      await keeper.flush();
      return client.quiz.submit.mutate({ id: attempt.id });
    },
    onSuccess: async (result) => {
      cache.setQueryData(trpc.quiz.result.queryKey({ id: attempt.id }), result);
      router.replace(routes.result(attempt.id));
      await Promise.all([
        cache.invalidateQueries(trpc.quiz.attempts.pathFilter()),
        cache.invalidateQueries(trpc.course.pathFilter()),
        cache.invalidateQueries(trpc.progress.pathFilter()),
      ]);
      cache.removeQueries(trpc.quiz.get.queryFilter({ id: attempt.id }));
    },
  });

  return (
    <Taking
      attempt={attempt}
      state={state}
      onSet={(questionId, change) => keeper.set(questionId, change)}
      onRetry={() => keeper.retryNow()}
      onHandIn={() => submit.mutate()}
      handingIn={submit.isPending}
      problem={submit.isError ? errorDetail(submit.error) : null}
    />
  );
}
