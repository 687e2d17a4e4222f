'use client';

import type { AttemptSummary } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { instant, percent } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

/** Tests taken and tests begun, newest first. */
export function TestsPage() {
  const trpc = useTRPC();
  const attempts = useQuery(trpc.quiz.attempts.queryOptions({ limit: 100 }));
  const zone = useQuery(trpc.account.me.queryOptions()).data?.settings.timeZone ?? 'UTC';
  return (
    <Page crumbs={[{ label: 'Tests' }]}>
      <div className="px-5 pt-6 pb-12 md:px-8 md:pt-10 xl:px-10">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-28 font-semibold md:text-32">Tests</h1>
          <TakeQuiz />
        </div>
        <div className="mt-6">
          {attempts.data === undefined ? (
            attempts.isError ? (
              <ErrorState safe="Your answers are safe on the server." onRetry={() => void attempts.refetch()} busy={attempts.isFetching && 'Trying'}>
                {errorDetail(attempts.error)}
              </ErrorState>
            ) : (
              <Skeleton noun="Fetching your tests" />
            )
          ) : attempts.data.items.length === 0 ? (
            <NoTests />
          ) : (
            <Attempts attempts={attempts.data.items} zone={zone} />
          )}
        </div>
      </div>
    </Page>
  );
}

const StartQuiz = dynamic(() => import('@/features/quiz/start-quiz.tsx').then((module) => module.StartQuiz), { ssr: false });

function TakeQuiz() {
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused');
  return (
    <>
      <Button variant="primary" size={40} onClick={() => setState('open')}>
        Take a quiz
      </Button>
      {state !== 'unused' && <StartQuiz open={state === 'open'} onClose={() => setState('closed')} />}
    </>
  );
}

function NoTests() {
  const trpc = useTRPC();
  const first = useQuery(trpc.progress.today.queryOptions()).data?.courses[0];
  return (
    <EmptyState
      title="No tests yet"
      action={
        <ButtonLink size={40} href={first === undefined ? routes.library : routes.course(first.id)}>
          {first === undefined ? 'Go to the library' : `Go to ${first.name}`}
        </ButtonLink>
      }
    >
      A test asks questions from the documents of a course. Begin one here or on the course’s page; every answer is saved as you give it.
    </EmptyState>
  );
}

function href(attempt: AttemptSummary): string {
  return attempt.submittedAt === null ? routes.attempt(attempt.id) : routes.result(attempt.id);
}

function Score({ attempt }: { attempt: AttemptSummary }) {
  if (attempt.right === null) return <span className="text-ink2">{attempt.answered} of {attempt.questions} answered</span>;
  return (
    <>
      {attempt.right} of {attempt.questions} <span className="text-13 text-ink3">{percent(attempt.right / Math.max(1, attempt.questions))}</span>
    </>
  );
}

function Attempts({ attempts, zone }: { attempts: readonly AttemptSummary[]; zone: string }) {
  return (
    <>
      <div className="max-md:hidden">
        <Table>
          <THead>
            <tr>
              <Th>Test</Th>
              <Th>Course</Th>
              <Th className="w-40">Date</Th>
              <Th numeric className="w-48">
                Right
              </Th>
              <Th className="w-28">
                <span className="sr-only">Open</span>
              </Th>
            </tr>
          </THead>
          <tbody>
            {attempts.map((attempt) => (
              <Tr key={attempt.id}>
                <RowHead className="text-15">
                  <Link href={href(attempt)} className="rounded-4 underline-offset-4 hover:underline">
                    {attempt.title}
                  </Link>
                </RowHead>
                <Td className="text-ink2">{attempt.courseName}</Td>
                <Td className="text-ink2">{instant(attempt.submittedAt ?? attempt.startedAt, zone, 'dateTime')}</Td>
                <Td numeric>
                  <Score attempt={attempt} />
                </Td>
                <Td className="text-right">
                  <ButtonLink size={28} href={href(attempt)}>
                    {attempt.submittedAt === null ? 'Go on' : 'Result'}
                  </ButtonLink>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="md:hidden">
        {attempts.map((attempt) => (
          <li key={attempt.id} className="border-b border-line last:border-b-0">
            <Link href={href(attempt)} className="grid min-h-15 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-4 py-2.5">
              <span className="text-15 font-medium">{attempt.title}</span>
              <span className="text-14">
                <Score attempt={attempt} />
              </span>
              <span className="text-13 text-ink3">{attempt.courseName}</span>
              <span className="text-right text-13 text-ink3">{attempt.submittedAt === null ? 'Go on' : instant(attempt.submittedAt, zone)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
