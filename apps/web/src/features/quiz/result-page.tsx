'use client';

import type { AttemptResult } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { counted, decimal, instant, percent } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { fewestForRange, likelyRange } from './range.ts';
import { ResultQuestions } from './result-questions.tsx';
import { useNextQuiz } from './result/use-next-quiz.ts';

/** What came of a quiz: each question with the right answer, why, and its passage. */
export function ResultPage({ attemptId }: { attemptId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const result = useQuery(trpc.quiz.result.queryOptions({ id: attemptId }));
  const zone = useQuery(trpc.account.me.queryOptions()).data?.settings.timeZone ?? 'UTC';
  const attempt = result.data;
  const open = errorCode(result.error) === 'CONFLICT';
  useEffect(() => {
    // Not handed in yet: there the quiz goes on.
    if (open) router.replace(routes.attempt(attemptId));
  }, [open, router, attemptId]);
  return (
    <Page
      crumbs={[
        { label: 'Tests', href: routes.tests },
        ...(attempt === undefined ? [] : [{ label: attempt.courseName, href: routes.course(attempt.courseId) }]),
        { label: attempt === undefined ? 'Result' : `${attempt.title}, result` },
      ]}
      note={attempt?.submittedAt == null ? undefined : instant(attempt.submittedAt, zone, 'dateTime')}
    >
      {attempt === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {result.isError && !open ? (
            <ErrorState safe="Your answers are safe on the server." onRetry={() => void result.refetch()} busy={result.isFetching && 'Trying'}>
              {errorDetail(result.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Opening your result" lines={5} />
          )}
        </div>
      ) : (
        <Result attempt={attempt} />
      )}
    </Page>
  );
}

function isWrong(item: AttemptResult['items'][number]): boolean {
  return item.score < 1;
}

/** “Serial position effect, 3 of 4 wrong”, most points first. */
function losses(items: AttemptResult['items']): { title: string; wrong: number; of: number }[] {
  const byTopic = new Map<string, { title: string; wrong: number; of: number }>();
  for (const item of items) {
    const title = item.topic?.title ?? 'Without a topic';
    const so = byTopic.get(title) ?? { title, wrong: 0, of: 0 };
    byTopic.set(title, { title, of: so.of + 1, wrong: so.wrong + (isWrong(item) ? 1 : 0) });
  }
  return [...byTopic.values()].filter((topic) => topic.wrong > 0).toSorted((a, b) => b.wrong - a.wrong || a.of - b.of);
}

function Result({ attempt }: { attempt: AttemptResult }) {
  const { items } = attempt;
  const mistakes = useMemo(() => items.flatMap((item, place) => (isWrong(item) ? [place] : [])), [items]);
  const [current, setCurrent] = useState(mistakes[0] ?? 0);
  // Jumping to a question shows it; opening the page does not move it.
  const [jumps, setJumps] = useState(0);
  const questions = useRef<HTMLOListElement>(null);
  const go = (place: number) => {
    setCurrent(place);
    setJumps((count) => count + 1);
  };
  const nextMistake = mistakes.find((place) => place > current) ?? mistakes[0];
  const lastMistake = mistakes.findLast((place) => place < current) ?? mistakes.at(-1);
  useHotkey('j', () => nextMistake !== undefined && go(nextMistake));
  useHotkey('k', () => lastMistake !== undefined && go(lastMistake));
  useEffect(() => {
    if (jumps > 0) questions.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [jumps]);
  const lost = losses(items);
  const points = attempt.points ?? items.reduce((sum, item) => sum + item.score, 0);
  const notes =
    lost.length === 0
      ? [{ title: 'Nothing lost', body: 'Every answer was right. Questions you have not been asked yet come first next time.' }]
      : [
          {
            title: `Where the ${mistakes.length === 1 ? 'point' : `${mistakes.length} points`} went`,
            body: (
              <ul>
                {lost.map((topic) => (
                  <li key={topic.title}>
                    {topic.title}, {topic.wrong} of {topic.of} wrong
                  </li>
                ))}
              </ul>
            ),
          },
        ];
  return (
    <Spread className="pb-12">
      <SpreadRow className="pt-6 md:pt-8" notes={notes}>
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
          <div className="flex flex-wrap items-center gap-x-9 gap-y-1">
            <h1 className="text-32 font-semibold whitespace-nowrap md:text-[2.75rem] md:leading-13">
              {decimal(points)} of {items.length}
            </h1>
            <Level right={points} of={items.length} />
          </div>
          <Actions attempt={attempt} mistakes={mistakes.length} onMistakes={() => go(mistakes[0] ?? 0)} />
        </div>
        <Tiles items={items} current={current} onGo={go} />
      </SpreadRow>
      <ResultQuestions ref={questions} attempt={attempt} items={items} current={current} onGo={setCurrent} onNextMistake={mistakes.length > 1 && nextMistake !== undefined ? () => go(nextMistake) : undefined} />
    </Spread>
  );
}

function Level({ right, of }: { right: number; of: number }) {
  if (of < fewestForRange) return <p className="max-w-70 text-14 text-ink2">{counted(of, 'question')} are too few to tell a level from.</p>;
  const { low, high } = likelyRange(right, of);
  return (
    <p className="max-w-70 text-14 text-ink2">
      <span className="font-semibold text-ink">{percent(right / of)} right.</span> From {counted(of, 'question')}, your level is likely between {Math.round(low * 100)} and {percent(high)}.
    </p>
  );
}

function Actions({ attempt, mistakes, onMistakes }: { attempt: AttemptResult; mistakes: number; onMistakes: () => void }) {
  const next = useNextQuiz();
  // A quiz about one topic is named after it; taken again, it is about that topic again.
  const [first] = attempt.items;
  const topicId = first?.topic != null && first.topic.title === attempt.title && attempt.items.every((item) => item.topic?.id === first.topic?.id) ? first.topic.id : undefined;
  return (
    <div className="flex flex-wrap gap-2 max-md:w-full max-md:flex-col-reverse">
      <Button
        size={40}
        variant={mistakes === 0 ? 'primary' : 'secondary'}
        busy={next.pending !== null && next.pending.from === undefined && 'Drawing questions'}
        onClick={() => next.start({ courseId: attempt.courseId, questions: attempt.questions, ...(topicId !== undefined && { topicIds: [topicId] }) })}
      >
        Retake
      </Button>
      {mistakes > 0 && (
        <Button size={40} busy={next.pending?.from === 'wrong' && 'Drawing questions'} onClick={() => next.start({ courseId: attempt.courseId, from: 'wrong' })}>
          From what I got wrong
        </Button>
      )}
      {mistakes > 0 && (
        <Button size={40} variant="primary" onClick={onMistakes}>
          Go through the {mistakes === 1 ? 'mistake' : `${mistakes} mistakes`}
        </Button>
      )}
      {next.error !== null && (
        <p role="alert" className="w-full text-13 text-danger">
          {errorDetail(next.error)}
        </p>
      )}
    </div>
  );
}

function Tiles({ items, current, onGo }: { items: AttemptResult['items']; current: number; onGo: (place: number) => void }) {
  return (
    <ol aria-label="Questions" className="mt-5 grid grid-cols-[repeat(auto-fill,minmax(28px,1fr))] gap-1 border-b border-line pb-5 max-md:grid-cols-[repeat(auto-fill,minmax(44px,1fr))]">
      {items.map((item, place) => {
        const wrong = isWrong(item);
        return (
          <li key={item.id}>
            <button
              type="button"
              aria-label={`Question ${place + 1}, ${wrong ? (item.answer === null ? 'not answered' : item.score > 0 ? 'partly right' : 'wrong') : 'right'}`}
              aria-pressed={place === current}
              onClick={() => onGo(place)}
              className={clsx(
                'h-7 w-full rounded-4 border text-13 touch:h-11',
                !wrong ? 'border-transparent bg-g1 text-ink' : item.score > 0 ? 'border-ink2 font-medium text-ink' : 'border-danger font-medium text-danger',
                place === current && 'outline-2 outline-offset-1 outline-pen',
              )}
            >
              {place + 1}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
