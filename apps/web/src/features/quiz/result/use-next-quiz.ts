'use client';

import type { QuestionKind } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { useTRPC } from '@/trpc/client.tsx';

export interface NextQuiz {
  courseId: string;
  questions?: number;
  topicIds?: string[];
  kinds?: QuestionKind[];
  from?: 'wrong';
  like?: string;
}

/** Starts a quiz that follows from a result, and goes to it. */
export function useNextQuiz() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const start = useMutation(
    trpc.quiz.start.mutationOptions({
      onSuccess: (next) => {
        cache.setQueryData(trpc.quiz.get.queryKey({ id: next.id }), next);
        void cache.invalidateQueries(trpc.quiz.attempts.pathFilter());
        router.push(routes.attempt(next.id));
      },
    }),
  );
  return { start: (quiz: NextQuiz) => start.mutate({ id: newId(), ...quiz }), pending: start.isPending ? start.variables : null, error: start.error };
}
