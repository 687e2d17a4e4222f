import type { StudySettings, TodayView } from '@studywright/core';
import { counted, instant, list, minutesRange, number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { ButtonLink } from '@/parts/button.tsx';
import { SpreadRow } from '@/parts/margin.tsx';
import { AddMaterialButton } from './add-material-button.tsx';
import { StartReview } from './start-review.tsx';

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

export interface DueProps {
  today: TodayView;
  settings: StudySettings;
  /** When the next cards come, where nothing is due. */
  next: { at: string; cards: number } | null;
}

/** The headline of the day, and its one blue button. */
export function Due({ today, settings, next }: DueProps) {
  const total = today.due + today.learning + today.new;
  if (total > 0) return <Waiting today={today} total={total} retention={settings.desiredRetention} />;
  const undecided = today.courses.filter((course) => course.drafts > 0);
  if (undecided[0]) return <Drafts courses={undecided} first={undecided[0]} done={today.done} />;
  if (today.courses.some((course) => course.cards > 0)) return <Done today={today} next={next} timeZone={settings.timeZone} />;
  return <NoCards />;
}

function Waiting({ today, total, retention }: { today: TodayView; total: number; retention: number }) {
  const range = minutesRange(total, today.secondsPerCard);
  const what = list(parts(today));
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: total === 1 ? 'Why this one' : `Why these ${number(total)}`, body: why(today, retention) }]}>
      <h1 className="text-28 font-semibold md:text-32">
        {counted(total, 'card')} {total === 1 ? 'is' : 'are'} due
      </h1>
      <p className="mt-1.5 text-15 text-ink2">{range === null ? `${what}.` : `${range} at your pace: ${what}.`}</p>
      <div className="mt-5 max-md:grid">
        <StartReview />
      </div>
    </SpreadRow>
  );
}

/** Nothing is due, and there is something to decide that would be. */
function Drafts({ courses, first, done }: { courses: TodayView['courses']; first: TodayView['courses'][number]; done: number }) {
  const drafts = courses.reduce((sum, course) => sum + course.drafts, 0);
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: 'What a draft is', body: 'A card or a question made from a document, with its quote. It is asked once you accept it. In the settings you can have all accepted at once.' }]}>
      <h1 className="text-28 font-semibold md:text-32">
        {counted(drafts, 'draft')} {drafts === 1 ? 'waits' : 'wait'} for you
      </h1>
      <p className="mt-1.5 text-15 text-ink2">
        {done > 0 ? 'What was due is done. ' : ''}From {list(courses.slice(0, 3).map((course) => course.name))}
        {courses.length > 3 ? ` and ${number(courses.length - 3)} more` : ''}.
      </p>
      <div className="mt-5 max-md:grid">
        <ButtonLink variant="primary" size={40} href={routes.course(first.id)} className="max-md:min-h-12">
          Look through them
        </ButtonLink>
      </div>
    </SpreadRow>
  );
}

function Done({ today, next, timeZone }: { today: TodayView; next: DueProps['next']; timeZone: string }) {
  const answered = today.done > 0 ? ` You answered ${counted(today.done, 'card')} today.` : '';
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: 'Why nothing is due', body: `Every card is above the recall you asked for, or comes later.${answered}` }]}>
      <h1 className="text-28 font-semibold md:text-32">{today.done > 0 ? 'Done for today' : 'Nothing is due'}</h1>
      <p className="mt-1.5 text-15 text-ink2">
        {next !== null && `The next ${counted(next.cards, 'card')} ${next.cards === 1 ? 'comes' : 'come'} on ${instant(next.at, timeZone, 'weekday')} at ${instant(next.at, timeZone, 'time')}. `}
        {today.done > 0 && 'A break now helps more than extra cards.'}
      </p>
    </SpreadRow>
  );
}

function NoCards() {
  return (
    <SpreadRow className="pt-6 pb-8 md:pt-10" notes={[{ title: 'Where cards come from', body: 'From your documents, each beside the sentence it was made from; or from you, on the page of a course.' }]}>
      <h1 className="text-28 font-semibold md:text-32">No cards yet</h1>
      <p className="mt-1.5 text-15 text-ink2">Add a document to a course. Its first cards appear while it is still being read.</p>
      <div className="mt-5 max-md:grid">
        <AddMaterialButton look="primary" />
      </div>
    </SpreadRow>
  );
}
