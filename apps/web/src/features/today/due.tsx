'use client';

import type { TodayView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { counted, instant, list, minutesRange, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { SpreadRow } from '@/parts/margin.tsx';
import { useTRPC } from '@/trpc/client.tsx';

function parts(today: TodayView): string[] {
  return [
    ...(today.due > 0 ? [counted(today.due, 'review')] : []),
    ...(today.learning > 0 ? [`${number(today.learning)} still in learning`] : []),
    ...(today.new > 0 ? [`${number(today.new)} new`] : []),
  ];
}

function why(today: TodayView, retention: number): string {
  const sentences = [
    ...(today.due > 0 ? [`${number(today.due)} ${today.due === 1 ? 'has' : 'have'} fallen to about ${Math.round(retention * 100)}% recall, your goal, or below.`] : []),
    ...(today.learning > 0 ? [`${number(today.learning)} ${today.learning === 1 ? 'is' : 'are'} in short steps after a first answer or a miss.`] : []),
    ...(today.new > 0 ? [`${today.new === 1 ? 'The new card is' : `The ${number(today.new)} new cards are`} what today’s limit lets in.`] : []),
    today.secondsPerCard === null ? 'How long it takes can be told after 10 answers.' : `Your answers take ${Math.round(today.secondsPerCard)} seconds, in the median of the last hundred.`,
  ];
  return sentences.join(' ');
}

/** The headline of the day, and its one blue button. */
export function Due({ today, onAdd }: { today: TodayView; onAdd: () => void }) {
  const total = today.due + today.learning + today.new;
  if (total === 0) return today.courses.some((course) => course.cards > 0) ? <Done today={today} /> : <NoCards onAdd={onAdd} />;
  return <Waiting today={today} total={total} />;
}

function Waiting({ today, total }: { today: TodayView; total: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const me = useQuery(trpc.account.me.queryOptions());
  useHotkey('enter', () => router.push(routes.review()));
  const range = minutesRange(total, today.secondsPerCard);
  const what = list(parts(today));
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: `Why these ${number(total)}`, body: why(today, me.data?.settings.desiredRetention ?? 0.9) }]}>
      <h1 className="text-28 font-semibold md:text-32">
        {counted(total, 'card')} {total === 1 ? 'is' : 'are'} due
      </h1>
      <p className="mt-1.5 text-15 text-ink2">{range === null ? `${what}.` : `${range} at your pace: ${what}.`}</p>
      <div className="mt-5 max-md:grid">
        <ButtonLink variant="primary" size={40} kbd="enter" href={routes.review()} className="touch:min-h-12">
          Start review
        </ButtonLink>
      </div>
    </SpreadRow>
  );
}

function Done({ today }: { today: TodayView }) {
  const trpc = useTRPC();
  const me = useQuery(trpc.account.me.queryOptions());
  const session = useQuery(trpc.flashcard.studySession.queryOptions({ limit: 1 }));
  const next = session.data?.next;
  const zone = me.data?.settings.timeZone ?? 'UTC';
  return (
    <SpreadRow
      className="pt-6 pb-8 md:pt-10"
      notes={[{ title: 'Why nothing is due', body: `Every card is above the recall you asked for, or comes later. ${today.done > 0 ? `You answered ${counted(today.done, 'card')} today.` : ''}` }]}
    >
      <h1 className="text-28 font-semibold md:text-32">{today.done > 0 ? 'Done for today' : 'Nothing is due'}</h1>
      <p className="mt-1.5 min-h-6 text-15 text-ink2">
        {next && `The next ${counted(next.cards, 'card')} ${next.cards === 1 ? 'comes' : 'come'} on ${instant(next.at, zone, 'weekday')} at ${instant(next.at, zone, 'time')}. `}
        {today.done > 0 && 'A break now helps more than extra cards.'}
      </p>
    </SpreadRow>
  );
}

function NoCards({ onAdd }: { onAdd: () => void }) {
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: 'Where cards come from', body: 'From your documents, each beside the sentence it was made from; or from you, on the page of a course.' }]}>
      <h1 className="text-28 font-semibold md:text-32">No cards yet</h1>
      <p className="mt-1.5 text-15 text-ink2">Add a document to a course. Its first cards appear while it is still being read.</p>
      <div className="mt-5 max-md:grid">
        <Button variant="primary" size={40} kbd="u" onClick={onAdd}>
          Add material
        </Button>
      </div>
    </SpreadRow>
  );
}
