'use client';

import type { QuestionKey } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check as CheckBox } from '@/parts/radio.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

export interface RubricProps {
  attemptId: string;
  questionId: string;
  rubric: Extract<QuestionKey, { kind: 'shortAnswer' }>;
  given: string | null;
}

/** The points of a full answer. Which of them are made is a suggestion until the student says so. */
export function Rubric({ attemptId, questionId, rubric, given }: RubricProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const judge = useMutation(
    trpc.quiz.judge.mutationOptions({
      onSuccess: (result) => {
        cache.setQueryData(trpc.quiz.result.queryKey({ id: attemptId }), result);
        void cache.invalidateQueries(trpc.quiz.attempts.pathFilter());
        void cache.invalidateQueries(trpc.progress.pathFilter());
      },
    }),
  );
  const met = judge.isPending ? judge.variables.met : rubric.met;
  return (
    <div className="mt-4 px-3 max-md:px-0">
      <h3 className="text-13 text-ink2">Your answer</h3>
      <p className="mt-1 max-w-190 font-serif text-18 wrap-break-word whitespace-pre-line">{given ?? 'None was given.'}</p>
      <fieldset className="mt-4">
        <legend className="text-13 text-ink2">
          {given === null
            ? 'A full answer makes these points'
            : rubric.judged
              ? 'Points your answer makes, as you said'
              : 'Points your answer seems to make, by its words. You have the last word: tick what you said.'}
        </legend>
        <div className="mt-1">
          {rubric.rubric.map(({ point }, index) =>
            given === null ? (
              <p key={point} className="py-1 font-serif text-passage">
                {point}
              </p>
            ) : (
              <CheckBox key={point} label={<span className="font-serif text-passage">{point}</span>} checked={met[index] === true} onChange={(checked) => judge.mutate({ attemptId, questionId, met: met.map((one, at) => (at === index ? checked : one)) })} />
            ),
          )}
        </div>
      </fieldset>
      {judge.isError && (
        <p role="alert" className="mt-2 text-13 text-danger">
          Your answer stays as it was. {errorDetail(judge.error)}
        </p>
      )}
    </div>
  );
}
