'use client';

import type { ProgressView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { counted, number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { ButtonLink } from '@/parts/button.tsx';
import { Heatmap, HeatmapLegend, HeatmapTable } from '@/parts/heatmap.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { Placeholder, Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { CardsByCourse, QuizByCourse } from './by-course.tsx';
import { type View, views } from './views.ts';
import { hours, remembered, streakLine } from './words.ts';

/** What is known, with the evidence for it. */
export function ProgressPage() {
  const trpc = useTRPC();
  const overview = useQuery(trpc.progress.overview.queryOptions());
  return (
    <Page crumbs={[{ label: 'Progress' }]} note="All courses">
      {overview.data === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {overview.isError ? (
            <ErrorState safe="Your answers are safe on the server." onRetry={() => void overview.refetch()} busy={overview.isFetching && 'Trying'}>
              {errorDetail(overview.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Adding up your answers" />
          )}
        </div>
      ) : overview.data.courses.length === 0 ? (
        <EmptyState
          className="px-5 py-10 md:px-8 xl:px-10"
          title="Nothing to show yet"
          action={
            <ButtonLink variant="primary" size={40} href={routes.today}>
              Add material
            </ButtonLink>
          }
        >
          Progress is counted from your answers. It begins with the first card.
        </EmptyState>
      ) : (
        <Overview progress={overview.data} />
      )}
    </Page>
  );
}

function Overview({ progress }: { progress: ProgressView }) {
  const trpc = useTRPC();
  const goal = useQuery(trpc.account.me.queryOptions()).data?.settings.desiredRetention ?? 0.9;
  const { retention, quizzes, cards } = progress;
  const finding = remembered(retention, goal);
  return (
    <Spread className="pb-12">
      <SpreadRow className="pt-5 pb-6 md:pt-7" notes={[{ title: finding.noteTitle, body: finding.note }]}>
        <h1 className="text-24 font-semibold md:text-28">{finding.headline}</h1>
        <p className="mt-1 text-14 text-ink2">
          {counted(progress.reviews.total, 'card answer')} in {hours(progress.reviews.minutes)}
          {quizzes.of > 0 && `, ${counted(quizzes.of, 'test question')}`}.
        </p>
      </SpreadRow>
      <SpreadRow divided className="py-5" notes={[{ title: 'Reading the bars', body: `The darker, the further on the way: new, learning, in review. ${number(cards.review)} of your ${counted(cards.new + cards.learning + cards.review + cards.suspended, 'card')} are in review.` }]}>
        <CardsByCourse courses={progress.courses} />
      </SpreadRow>
      <SpreadRow
        divided
        className="py-5"
        notes={[{ title: 'What the share says', body: quizzes.of === 0 ? 'Nothing yet: no test was handed in.' : `${number(quizzes.right)} of ${counted(quizzes.of, 'question')} right in ${counted(quizzes.attempts, 'test')}. It is a score of those questions, not a grade.` }]}
      >
        <QuizByCourse courses={progress.courses} />
      </SpreadRow>
      <StudyDays progress={progress} />
    </Spread>
  );
}

function StudyDays({ progress }: { progress: ProgressView }) {
  const trpc = useTRPC();
  const [view, setView] = useState<View>('chart');
  const heatmap = useQuery(trpc.progress.heatmap.queryOptions({ weeks: 26 }));
  const days = heatmap.data?.days ?? [];
  const studied = days.filter((day) => day.answers > 0);
  return (
    <SpreadRow divided className="pt-5">
      <div className="flex items-start justify-between gap-4">
        <h2 className="text-15 font-semibold">Study days</h2>
        <Segmented label="Study days as" choices={views} value={view} onChange={setView} />
      </div>
      <div className="mt-2 flex flex-wrap items-start gap-x-10 gap-y-4">
        <div className="min-h-36 w-full max-w-112">
          {heatmap.data === undefined ? <Placeholder className="h-34" /> : view === 'chart' ? <Heatmap from={heatmap.data.from} to={heatmap.data.to} days={days} /> : <HeatmapTable days={days} />}
        </div>
        <div className="pt-5 text-14 text-ink2">
          <p>{counted(studied.length, 'day')} with study in 26 weeks</p>
          <p>{counted(studied.reduce((sum, day) => sum + day.answers, 0), 'answer')}</p>
          <p>{streakLine(progress.streak)}</p>
          {view === 'chart' && <HeatmapLegend className="mt-3" />}
        </div>
      </div>
    </SpreadRow>
  );
}
