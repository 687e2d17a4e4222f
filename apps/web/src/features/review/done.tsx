'use client';

import { counted, instant, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { ratings } from '@/parts/rating-buttons.tsx';
import type { SittingView } from './sitting.ts';

export interface DoneProps {
  view: SittingView;
  back: string;
  onUndo: () => void;
  timeZone: string;
  dayStartHour: number;
}

const dayMs = 86_400_000;

/** The day that an instant belongs to, by the student's clock. */
function dayOf(time: number, timeZone: string, dayStartHour: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(time - dayStartHour * 3_600_000));
}

/** “today at 15:40”, “tomorrow at 07:00”, “on Mon 23 Nov at 07:00”. */
function when(iso: string, timeZone: string, dayStartHour: number): string {
  const now = Date.now();
  const day = dayOf(Date.parse(iso), timeZone, dayStartHour);
  const word = day === dayOf(now, timeZone, dayStartHour) ? 'today' : day === dayOf(now + dayMs, timeZone, dayStartHour) ? 'tomorrow' : `on ${instant(iso, timeZone, 'weekday')}`;
  return `${word} at ${instant(iso, timeZone, 'time')}`;
}

function spent(ms: number): string {
  return ms < 60_000 ? counted(Math.max(1, Math.round(ms / 1000)), 'second') : counted(Math.round(ms / 60_000), 'minute');
}

/** Nothing is left: what was done, and when it goes on. */
export function Done({ view, back, onUndo, timeZone, dayStartHour }: DoneProps) {
  const { rated } = view.session;
  const { next } = view;
  useHotkey('z', onUndo, { enabled: rated.length > 0 });
  return (
    <div role="status">
      <h2 className="text-28 font-semibold md:text-32">{rated.length > 0 ? 'Done for today' : 'Nothing is due'}</h2>
      <p className="mt-2 text-15 text-ink2">
        {next === null ? 'No card is waiting for a later day.' : `The next ${next.cards === 1 ? 'card comes' : `${number(next.cards)} come`} ${when(next.at, timeZone, dayStartHour)}.`}
        {rated.length > 0 && ' A break now helps more than extra cards.'}
      </p>
      {rated.length > 0 && (
        <dl className="mt-6 flex flex-wrap gap-x-10 gap-y-3 border-y border-line py-4">
          <Figure value={number(rated.length)} word={rated.length === 1 ? 'answer' : 'answers'} />
          {ratings.map(({ rating, word }) => {
            const count = rated.filter((one) => one.rating === rating).length;
            return count === 0 ? null : <Figure key={rating} value={number(count)} word={word} />;
          })}
          <Figure value={spent(view.spentMs)} word="on the answers" />
        </dl>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink variant="primary" size={40} href={back}>
          {back === routes.today ? 'Back to Today' : 'Back to the course'}
        </ButtonLink>
        {rated.length > 0 && (
          <Button size={40} kbd="z" onClick={onUndo}>
            Undo the last rating
          </Button>
        )}
      </div>
    </div>
  );
}

function Figure({ value, word }: { value: string; word: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-14 text-ink2">{word}</dt>
      <dd className="text-18 font-semibold">{value}</dd>
    </div>
  );
}
