import type { AttemptQuestion } from '@studywright/core';
import { clsx } from 'clsx';
import { Flag } from 'lucide-react';
import type { Given } from './answer-keeper.ts';

export interface NavigatorProps {
  questions: readonly AttemptQuestion[];
  given: ReadonlyMap<string, Given>;
  /** Of the question that is shown. */
  index: number;
  onGo: (index: number) => void;
}

/** All questions at a glance: answered ones filled, marked ones with a flag. */
export function Navigator({ questions, given, index, onGo }: NavigatorProps) {
  return (
    <ol className="grid grid-cols-[repeat(auto-fill,minmax(40px,1fr))] gap-1.5">
      {questions.map((question, place) => {
        const answer = given.get(question.id);
        const answered = answer !== undefined && answer.answer !== null;
        const words = [`Question ${place + 1}`, answered ? 'answered' : 'open', ...(answer?.marked === true ? ['marked'] : [])].join(', ');
        return (
          <li key={question.id}>
            <button
              type="button"
              aria-label={words}
              aria-current={place === index ? 'step' : undefined}
              onClick={() => onGo(place)}
              className={clsx(
                'relative grid h-9 w-full place-items-center rounded-6 border text-14 transition-colors touch:h-11',
                answered ? 'border-transparent bg-g1 font-semibold' : 'border-edge text-ink2 hover:bg-paper3',
                place === index && 'outline-2 outline-offset-2 outline-pen',
              )}
            >
              {place + 1}
              {answer?.marked === true && <Flag size={11} strokeWidth={1.5} fill="currentColor" aria-hidden="true" className="absolute top-0.75 right-0.75" />}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** “13 answered  17 open  3 marked”. */
export function Tally({ questions, given, className }: Pick<NavigatorProps, 'questions' | 'given'> & { className?: string }) {
  const answered = questions.filter((question) => given.get(question.id)?.answer != null).length;
  const marked = questions.filter((question) => given.get(question.id)?.marked === true).length;
  return (
    <p className={clsx('flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-ink2', className)}>
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-4 bg-g1" />
        {answered} answered
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className="size-3.5 rounded-4 border border-edge" />
        {questions.length - answered} open
      </span>
      {marked > 0 && (
        <span className="flex items-center gap-2">
          <Flag size={14} strokeWidth={1.5} fill="currentColor" aria-hidden="true" />
          {marked} marked
        </span>
      )}
    </p>
  );
}
