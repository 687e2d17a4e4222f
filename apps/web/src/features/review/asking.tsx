'use client';

import type { StudyCard } from '@studywright/core';
import { Undo2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { CardFigure } from '@/features/card/card-figure.tsx';
import { CardFront } from '@/features/card/card-text.tsx';
import { timeLeft } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Button } from '@/parts/button.tsx';
import { Counts, FocusLayout, FocusRow } from '@/parts/focus-layout.tsx';
import { Kbd } from '@/parts/kbd.tsx';
import { type LeaderLink, LeaderLines } from '@/parts/leader-lines.tsx';
import { MarginNote } from '@/parts/margin.tsx';
import { MarginSheet } from '@/parts/margin-sheet.tsx';
import { RatingButtons, ratings } from '@/parts/rating-buttons.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { sourceHref, SourceNote } from '@/parts/source-note.tsx';
import { Answer } from './answer.tsx';
import { CardHistory } from './card-history.tsx';
import { CardMenuButton } from './card-menu-button.tsx';
import { left } from './queue.ts';
import type { Sitting, SittingView } from './sitting.ts';
import { Trouble } from './trouble.tsx';
import { useSuspend } from './use-suspend.ts';

const CardEditor = dynamic(() => import('@/features/card/card-editor.tsx').then((module) => module.CardEditorPanel), { ssr: false, loading: () => <Skeleton noun="Opening the card" /> });

export interface AskingProps {
  sitting: Sitting;
  view: SittingView;
  back: string;
  timeZone: string;
  onEnd: () => void;
}

/** One card: its question, and on demand its answer with the passage it comes from. */
export function Asking(props: AskingProps) {
  const { current, rated } = props.view.session;
  return current === null ? null : <Card key={`${current.id}/${rated.length}`} card={current} {...props} />;
}

function useReviewKeys({ sitting, card, shown, editing, onEdit, onSuspend, onEnd }: { sitting: Sitting; card: StudyCard; shown: boolean; editing: boolean; onEdit: () => void; onSuspend: () => void; onEnd: () => void }): void {
  const router = useRouter();
  const on = { enabled: !editing };
  useHotkey('space', () => (shown ? sitting.rate(3) : sitting.show()), on);
  useHotkey(
    ratings.map(({ rating }) => String(rating)),
    (event) => {
      // By its place, on the row of digits or on the number pad, whatever it writes there.
      const pressed = ratings.find(({ rating }) => event.code.endsWith(String(rating)));
      if (shown && pressed !== undefined) sitting.rate(pressed.rating);
    },
    on,
  );
  useHotkey('z', () => sitting.undo(), on);
  useHotkey('e', onEdit, on);
  useHotkey('s', onSuspend, on);
  useHotkey('o', () => shown && card.source !== null && router.push(sourceHref(card.source)), on);
  useHotkey('esc', onEnd, on);
}

function Card({ card, sitting, view, back, timeZone, onEnd }: AskingProps & { card: StudyCard }) {
  const { session } = view;
  const [editing, setEditing] = useState(false);
  const suspend = useSuspend(sitting);
  const edit = () => setEditing(true);
  useReviewKeys({ sitting, card, shown: session.shown, editing, onEdit: edit, onSuspend: () => suspend(card), onEnd });
  const box = useRef<HTMLDivElement>(null);
  const sentence = useRef<HTMLSpanElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const links = useMemo<LeaderLink[]>(() => (card.source === null ? [] : [{ id: 'source', from: sentence, to: head, fromFirstLine: true, active: true }]), [card.source]);
  const open = left(session);
  const time = view.secondsPerCard === null ? null : timeLeft(open * view.secondsPerCard);
  const shown = session.shown && !editing;
  const withSheet = shown && card.source !== null;

  return (
    <FocusLayout
      end={{ href: back, label: 'End', kbd: 'esc' }}
      title={card.courseName}
      center={
        <Counts
          counts={[
            { value: session.counts.new, word: 'new' },
            { value: session.counts.learning, word: 'learning' },
            { value: session.counts.due, word: 'due' },
          ]}
        />
      }
      actions={
        <>
          {time !== null && <span className="mr-3 text-ink2 max-lg:hidden">{time}</span>}
          <UndoButton sitting={sitting} can={session.rated.length > 0} />
          <CardMenuButton card={card} onEdit={edit} onSuspend={() => suspend(card)} />
        </>
      }
      progress={{ value: session.rated.length, max: session.rated.length + open, label: 'Progress of this review' }}
      footer={editing ? undefined : <Footer card={card} shown={shown} sitting={sitting} onEdit={edit} hidden={withSheet} />}
    >
      <h1 className="sr-only">Review: {card.courseName}</h1>
      <div ref={box} className={withSheet ? 'relative max-md:pb-[46dvh]' : 'relative'}>
        {editing ? (
          <FocusRow>
            <CardEditor
              card={card}
              onSaved={(saved) => {
                sitting.reword(saved);
                setEditing(false);
              }}
              onCancel={() => setEditing(false)}
            />
          </FocusRow>
        ) : (
          <>
            <Question card={card} shown={shown} word={session.words.get(card.id)} />
            <div aria-live="polite">
              {shown && (
                <FocusRow
                  className="pt-8"
                  aside={
                    <div className="pt-[39px]">
                      {card.source === null ? <p className="text-13 text-ink2">A card of your own, without a source.</p> : <SourceNote source={card.source} headRef={head} around={240} />}
                      <CardHistory card={card} timeZone={timeZone} />
                    </div>
                  }
                >
                  <Answer card={card} sentenceRef={sentence} />
                  {card.source !== null && <SourceNote source={card.source} around={320} className="mt-8 hidden border-t border-line pt-5 md:max-lg:block" />}
                </FocusRow>
              )}
            </div>
          </>
        )}
        {shown && <LeaderLines container={box} links={links} watch={card.id} />}
      </div>
      {withSheet && card.source !== null && (
        <MarginSheet label="Source" footer={<SheetFooter card={card} sitting={sitting} />}>
          <SourceNote source={card.source} around={220} />
        </MarginSheet>
      )}
    </FocusLayout>
  );
}

function Question({ card, shown, word }: { card: StudyCard; shown: boolean; word: string | undefined }) {
  return (
    <FocusRow aside={shown ? undefined : <div className="pt-[47px]"><MarginNote>{card.source === null ? 'A card of your own, without a source.' : 'The source appears here with the answer.'}</MarginNote></div>}>
      <p className="min-h-5 text-14 text-ink2">{card.topic?.title ?? card.courseName}</p>
      {word !== undefined && (
        <p role="status" className="mt-2 text-14 text-ink2">
          {word}
        </p>
      )}
      {card.figure !== null && <CardFigure cardId={card.id} figure={card.figure} from={card.source && { kind: card.source.kind, page: card.source.citation.page }} size="card" className="mt-4" />}
      <h2 className="mt-4 text-card-phone md:text-card">
        <CardFront type={card.type} front={card.front} back={shown ? card.back : undefined} />
      </h2>
    </FocusRow>
  );
}

function UndoButton({ sitting, can }: { sitting: Sitting; can: boolean }) {
  return (
    <button
      type="button"
      aria-keyshortcuts="z"
      aria-disabled={!can || undefined}
      title={can ? undefined : 'Nothing is rated yet'}
      onClick={() => can && sitting.undo()}
      className="flex min-h-8 items-center gap-2 rounded-6 px-2 font-medium text-ink2 transition-colors hover:bg-paper3 hover:text-ink aria-disabled:text-ink3 aria-disabled:hover:bg-transparent touch:min-h-11 touch:min-w-11 touch:justify-center"
    >
      <Undo2 size={18} strokeWidth={1.5} aria-hidden="true" />
      <span className="max-md:sr-only">
        Undo<span className="sr-only"> the last rating</span>
      </span>
      <Kbd keys="z" className="max-md:hidden" />
    </button>
  );
}

/** “Show answer” and the ratings share one place, so that hand and eye never move. */
function Footer({ card, shown, sitting, onEdit, hidden }: { card: StudyCard; shown: boolean; sitting: Sitting; onEdit: () => void; hidden: boolean }) {
  return (
    <div className={hidden ? 'max-md:hidden' : undefined}>
      <Trouble sitting={sitting} />
      <div className="mb-1 flex justify-center gap-2 md:hidden">
        {!shown && (
          <Button variant="quiet" onClick={onEdit}>
            Edit
          </Button>
        )}
      </div>
      {shown ? (
        <RatingButtons intervals={card.intervals} onRate={(rating) => sitting.rate(rating)} />
      ) : (
        <Button variant="primary" size={40} kbd="space" block className="h-15 max-md:h-16" onClick={() => sitting.show()}>
          Show answer
        </Button>
      )}
      <div className="mt-2 flex min-h-8 items-center justify-between gap-4 text-14 text-ink2 max-md:hidden">
        <p>{shown ? 'Space rates Good.' : 'Say your answer first, then look.'}</p>
        <div className="flex gap-1">
          {shown && card.source !== null && <OpenPage card={card} />}
          <Button variant="quiet" kbd="e" onClick={onEdit}>
            Edit
          </Button>
        </div>
      </div>
    </div>
  );
}

function SheetFooter({ card, sitting }: { card: StudyCard; sitting: Sitting }) {
  return (
    <>
      <Trouble sitting={sitting} />
      <RatingButtons intervals={card.intervals} onRate={(rating) => sitting.rate(rating)} />
    </>
  );
}

function OpenPage({ card }: { card: StudyCard }) {
  const router = useRouter();
  const { source } = card;
  if (source === null) return null;
  return (
    <Button variant="quiet" kbd="o" onClick={() => router.push(sourceHref(source))}>
      Open page
    </Button>
  );
}
