'use client';

import type { AttemptResult, AttemptResultQuestion } from '@studywright/core';
import { type Ref, useMemo, useRef } from 'react';
import { percent } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { type LeaderLink, LeaderLines } from '@/parts/leader-lines.tsx';
import { SourceNote } from '@/parts/source-note.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { AnswerKey } from './result/answer-key.tsx';
import { useNextQuiz } from './result/use-next-quiz.ts';

export interface ResultQuestionsProps {
  ref: Ref<HTMLOListElement>;
  attempt: Pick<AttemptResult, 'id' | 'courseId'>;
  items: AttemptResult['items'];
  current: number;
  onGo: (place: number) => void;
  onNextMistake: (() => void) | undefined;
}

function Verdict({ item }: { item: AttemptResultQuestion }) {
  if (item.score === 1) return <span className="text-14 text-ink2">Right</span>;
  if (item.score > 0) return <span className="text-14 font-medium text-ink">Partly right, {percent(item.score)}</span>;
  return <span className="text-14 font-medium text-danger">{item.answer === null ? 'Not answered' : 'Wrong'}</span>;
}

/** All questions in order; the current one is open, with its evidence in the margin. */
export function ResultQuestions({ ref, attempt, items, current, onGo, onNextMistake }: ResultQuestionsProps) {
  return (
    <ol ref={ref}>
      {items.map((item, place) =>
        place === current ? (
          <Open key={item.id} attempt={attempt} item={item} number={place + 1} onNextMistake={onNextMistake} />
        ) : (
          <li key={item.id} className="grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]">
            <div className="px-5 md:px-8 xl:px-10">
              <button type="button" onClick={() => onGo(place)} className="flex min-h-11 w-full items-baseline gap-4 border-b border-line py-2.5 text-left hover:bg-paper2">
                <span className="w-6 shrink-0 text-right text-14 text-ink2">{place + 1}</span>
                <span className="line-clamp-2 min-w-0 flex-1 font-serif text-18 wrap-break-word">{item.stem}</span>
                <span className="w-44 shrink-0 truncate text-13 text-ink2 max-xl:hidden">{item.topic?.title}</span>
                <span className="w-24 shrink-0 text-right md:w-40">
                  <Verdict item={item} />
                </span>
              </button>
            </div>
          </li>
        ),
      )}
    </ol>
  );
}

function Open({ attempt, item, number, onNextMistake }: Pick<ResultQuestionsProps, 'attempt'> & { item: AttemptResultQuestion; number: number; onNextMistake: (() => void) | undefined }) {
  const box = useRef<HTMLLIElement>(null);
  const why = useRef<HTMLSpanElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const links = useMemo<LeaderLink[]>(() => [{ id: 'source', from: why, to: head, edge: column, fromFirstLine: true, active: true }], []);
  return (
    <li ref={box} aria-current="true" className="relative scroll-my-20">
      <div className="grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]">
        <div className="px-5 md:px-8 xl:px-10">
          <div ref={column}>
            <div className="flex min-h-8 flex-wrap items-center justify-between gap-4 pt-5">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="text-15 font-semibold">Question {number}</span>
                <Verdict item={item} />
                {item.topic !== null && <span className="text-14 text-ink2">{item.topic.title}</span>}
              </p>
              {onNextMistake !== undefined && (
                <Button size={28} kbd="j" onClick={onNextMistake}>
                  Next mistake
                </Button>
              )}
            </div>
            <h2 className="mt-3 font-serif text-answer wrap-break-word">{item.stem}</h2>
            <AnswerKey attemptId={attempt.id} item={item} />
          </div>
        </div>
      </div>
      <div className="grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]">
        <div className="px-5 md:px-8 xl:px-10">
          <div className="border-b border-line px-3 pt-4 pb-6 max-md:px-0">
            <h3 className="text-14 font-semibold">Why</h3>
            <p className="mt-1 max-w-190 font-serif text-18 wrap-break-word whitespace-pre-line">
              <span ref={why}>{item.explanation === '' ? 'The passage says it in its own words.' : item.explanation}</span>
            </p>
            <MoreLike courseId={attempt.courseId} item={item} />
            {item.source !== null && <SourceNote source={item.source} strong around={260} className="mt-5 border-t border-line pt-4 lg:hidden" />}
          </div>
        </div>
        {item.source !== null && (
          <aside aria-label="Source" className="relative hidden lg:block">
            {/* Beside what follows, where the margin is empty: a long passage pushes no question down. */}
            <div className="absolute inset-x-6 top-[39px] pb-6">
              <SourceNote source={item.source} headRef={head} around={320} />
            </div>
          </aside>
        )}
      </div>
      {item.source !== null && <LeaderLines container={box} links={links} watch={item.id} />}
    </li>
  );
}

/** How many questions like one are asked at once. */
const alike = 5;

function MoreLike({ courseId, item }: { courseId: string; item: AttemptResultQuestion }) {
  const next = useNextQuiz();
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button size={28} busy={next.pending !== null && 'Drawing questions'} onClick={() => next.start({ courseId, like: item.id, questions: alike })}>
        More like this
      </Button>
      {next.error !== null && (
        <p role="alert" className="text-13 text-ink2">
          {errorDetail(next.error)}
        </p>
      )}
    </div>
  );
}
