'use client';

import type { CardView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef, useState } from 'react';
import { counted, instant } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Button } from '@/parts/button.tsx';
import { type LeaderLink, LeaderLines } from '@/parts/leader-lines.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { SourceNote } from '@/parts/source-note.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { CardFigure } from './card-figure.tsx';
import { CardFront } from './card-text.tsx';
import { type CardActions, useCardActions } from './use-card-actions.ts';

const CardEditor = dynamic(() => import('./card-editor.tsx').then((module) => module.CardEditor), { ssr: false, loading: () => <Skeleton noun="Opening the card" lines={2} /> });

export interface CardListProps {
  cards: readonly CardView[];
  mayEdit: boolean;
  /** Whether these are still the cards of the last search. */
  stale: boolean;
}

/** A hairline list; only the current card has a bar, its buttons and its passage beside it. */
export function CardList({ cards, mayEdit, stale }: CardListProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [jumps, setJumps] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const actions = useCardActions();
  const index = Math.max(0, cards.findIndex((card) => card.id === picked));
  const current = cards[index];
  const go = (place: number) => {
    const next = cards[place];
    if (next === undefined) return;
    setPicked(next.id);
    setEditing(null);
    setJumps((count) => count + 1);
  };
  const keys = { enabled: editing === null && current !== undefined };
  useHotkey('j', () => go(index + 1), keys);
  useHotkey('k', () => go(index - 1), keys);
  useHotkey('e', () => mayEdit && current !== undefined && setEditing(current.id), keys);
  useHotkey('s', () => current !== undefined && actions.suspend(current, !current.suspended), keys);
  useHotkey(['delete', 'backspace'], () => mayEdit && current !== undefined && actions.remove(current), keys);
  useEffect(() => {
    if (jumps > 0) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [jumps]);
  return (
    <ol ref={list} aria-busy={stale} className={clsx('mt-4 transition-opacity', stale && 'opacity-60')}>
      {cards.map((card) => (
        <Row key={card.id} card={card} current={card.id === current?.id} editing={editing === card.id} mayEdit={mayEdit} actions={actions} onPick={() => setPicked(card.id)} onEdit={(on) => setEditing(on ? card.id : null)} />
      ))}
    </ol>
  );
}

interface RowProps {
  card: CardView;
  current: boolean;
  editing: boolean;
  mayEdit: boolean;
  actions: CardActions;
  onPick: () => void;
  onEdit: (on: boolean) => void;
}

function Row({ card, current, editing, mayEdit, actions, onPick, onEdit }: RowProps) {
  const box = useRef<HTMLLIElement>(null);
  const sentence = useRef<HTMLSpanElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const links = useMemo<LeaderLink[]>(() => [{ id: 'source', from: sentence, to: head, fromFirstLine: true, active: true }], []);
  return (
    <li ref={box} aria-current={current || undefined} className={clsx('relative scroll-my-20 lg:grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]', current && 'z-10')}>
      {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.75 bg-pen" />}
      <div className="border-t border-line px-5 py-4 md:px-8 xl:px-10">
        {editing ? (
          <CardEditor card={card} onSaved={() => onEdit(false)} onCancel={() => onEdit(false)} />
        ) : (
          <>
            <CardLine card={card} current={current} onPick={onPick} />
            {card.figure !== null && <CardFigure cardId={card.id} figure={card.figure} from={card.source && { kind: card.source.kind, page: card.source.citation.page }} size="row" className="mt-2 mb-2.5" />}
            <p className="mt-1 text-18">
              <CardFront type={card.type} front={card.front} back={card.type === 'cloze' ? card.back : undefined} />
            </p>
            <p className={clsx('mt-1 font-serif text-passage wrap-break-word whitespace-pre-line text-ink2', card.type === 'cloze' && 'sr-only')}>
              <span ref={sentence}>{card.back}</span>
            </p>
            {current && (
              <>
                {card.source !== null && <SourceNote source={card.source} around={260} className="mt-4 border-t border-line pt-3 lg:hidden" />}
                <div className="mt-3 flex flex-wrap gap-2">
                  {mayEdit && (
                    <Button size={28} kbd="e" onClick={() => onEdit(true)}>
                      Edit
                    </Button>
                  )}
                  <Button size={28} kbd="s" onClick={() => actions.suspend(card, !card.suspended)}>
                    {card.suspended ? 'Take up again' : 'Suspend'}
                  </Button>
                  {mayEdit && (
                    <Button size={28} kbd="del" onClick={() => actions.remove(card)}>
                      Delete
                    </Button>
                  )}
                </div>
              </>
            )}
          </>
        )}
      </div>
      {current && !editing && (
        <aside aria-label="Source" className="relative hidden lg:block">
          {/* It may reach down beside the next cards, whose margin is empty. */}
          <div className="absolute inset-x-6 top-4">{card.source === null ? <p className="text-13 text-ink2">{card.origin === 'own' ? 'A card of your own, without a source.' : 'Its document is gone.'}</p> : <SourceNote source={card.source} headRef={head} around={320} />}</div>
        </aside>
      )}
      {current && !editing && card.source !== null && card.type === 'basic' && <LeaderLines container={box} links={links} watch={card.id} />}
    </li>
  );
}

const stateWords = { new: 'New', learning: 'Learning', review: 'In review', relearning: 'Learning again' } as const;

/** “Encoding · In review, due 23 Nov · seen 4 times”. */
function CardLine({ card, current, onPick }: { card: CardView; current: boolean; onPick: () => void }) {
  const trpc = useTRPC();
  const zone = useQuery(trpc.account.me.queryOptions()).data?.settings.timeZone ?? 'UTC';
  const state = card.suspended ? 'Suspended' : card.due === null ? stateWords[card.state] : `${stateWords[card.state]}, due ${instant(card.due, zone)}`;
  return (
    <p className="flex flex-wrap gap-x-1.5 text-13 text-ink2">
      <button type="button" onClick={onPick} className={clsx('rounded-4 text-left font-medium text-ink', !current && 'after:absolute after:inset-0')}>
        {card.topic?.title ?? 'Without a topic'}
        <span className="sr-only">: show this card’s passage and buttons</span>
      </button>
      <span aria-hidden="true">·</span>
      <span>{state}</span>
      {card.reps > 0 && (
        <>
          <span aria-hidden="true">·</span>
          <span>seen {counted(card.reps, 'time')}</span>
        </>
      )}
      {card.origin === 'own' && (
        <>
          <span aria-hidden="true">·</span>
          <span>your own</span>
        </>
      )}
    </p>
  );
}
