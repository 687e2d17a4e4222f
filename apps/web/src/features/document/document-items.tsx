'use client';

import type { DocumentItemView, DocumentPageView, DocumentView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { CardFront } from '@/features/card/card-text.tsx';
import { type CardActions, useCardActions } from '@/features/card/use-card-actions.ts';
import { QuestionContent } from '@/features/quiz/question-content.tsx';
import { counted, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import type { Elements } from './elements.ts';
import { pageName } from './page-name.ts';
import { inWork } from './use-live-documents.ts';

const CardEditor = dynamic(() => import('@/features/card/card-editor.tsx').then((module) => module.CardEditor), { ssr: false, loading: () => <Skeleton noun="Opening the card" lines={2} /> });

type Card = Extract<DocumentItemView, { kind: 'card' }>;
type Question = Extract<DocumentItemView, { kind: 'question' }>;

export interface DocumentItemsProps {
  document: DocumentView;
  page: Pick<DocumentPageView, 'number' | 'label'>;
  /** Undefined while they are fetched. */
  items: readonly DocumentItemView[] | undefined;
  active: string | null;
  onPick: (id: string) => void;
  heads: Elements;
}

/** What was made from a page, beside it: a hairline list in which only the current one has a bar and buttons. */
export function DocumentItems({ document, page, items, active, onPick, heads }: DocumentItemsProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const actions = useCardActions();
  const current = items?.find((item) => item.id === active);
  const card = current?.kind === 'card' ? current : undefined;
  const detail = useCardDetail(card?.id);
  const keys = { enabled: card !== undefined && editing === null };
  useHotkey('e', () => setEditing(card?.id ?? null), keys);
  useHotkey('s', () => card !== undefined && actions.suspend(card, detail?.suspended !== true), keys);
  useHotkey(['delete', 'backspace'], () => card !== undefined && actions.remove(card), keys);
  const made = document.counts.cards + document.counts.questions;
  return (
    <section aria-labelledby="items" className="pb-10">
      <header className="flex items-baseline gap-3 px-5 pt-4 pb-3 md:px-8">
        <h2 id="items" className="text-15 font-semibold">
          {pageName({ kind: document.pageKind, ...page })}
        </h2>
        <p className="flex-1 text-14 text-ink2">{items === undefined ? '' : items.length === 0 ? 'nothing made from it' : counted(items.length, 'item')}</p>
        <p className="text-13 text-ink2">{inWork(document) ? `${number(made)} so far` : `${number(made)} in all`}</p>
      </header>
      {items === undefined ? (
        <Skeleton noun={`Fetching what was made from this ${document.pageKind}`} className="px-5 py-4 md:px-8" />
      ) : (
        <ol className="border-t border-line">
          {items.map((item) => (
            <Item key={item.id} item={item} current={item.id === active} onPick={() => onPick(item.id)} head={heads.attach(item.id)}>
              {item.kind === 'question' ? (
                <QuestionBody question={item} />
              ) : editing === item.id ? (
                <div className="mt-2">
                  <CardEditor card={item} onSaved={() => setEditing(null)} onCancel={() => setEditing(null)} />
                </div>
              ) : (
                <CardBody card={item} current={item.id === active} suspended={item.id === active && detail?.suspended === true} actions={actions} onEdit={() => setEditing(item.id)} />
              )}
            </Item>
          ))}
        </ol>
      )}
      <div className="space-y-2 px-5 pt-4 text-14 text-ink2 md:px-8" aria-live="polite">
        {inWork(document) && <p>{document.activity === '' ? 'Waiting for its turn' : document.activity}. Items appear here as they are made.</p>}
        {document.status === 'ready' && made === 0 && (
          <p>
            No sentence here says plainly enough what something is or does, so nothing was made from it.{' '}
            <Link href={routes.cards(document.courseId)} className="link">
              Write a card of your own
            </Link>
          </p>
        )}
        {document.counts.discarded > 0 && (
          <p>
            <span className="font-medium text-ink">{counted(document.counts.discarded, 'draft')} discarded</span> in this document: {document.counts.discarded === 1 ? 'its quote was' : 'their quotes were'} not on the page, or said the same as another.
          </p>
        )}
      </div>
    </section>
  );
}

function useCardDetail(id: string | undefined) {
  const trpc = useTRPC();
  return useQuery(trpc.flashcard.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined })).data;
}

interface ItemProps {
  item: DocumentItemView;
  current: boolean;
  onPick: () => void;
  head: (node: Element | null) => void;
  children: ReactNode;
}

function Item({ item, current, onPick, head, children }: ItemProps) {
  return (
    <li
      aria-current={current || undefined}
      className="relative scroll-my-20 border-b border-line px-5 py-4 md:px-8"
    >
      {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.75 bg-pen" />}
      <span ref={head} aria-hidden="true" className="absolute top-4 left-1.75 h-5 w-px" />
      <p className="flex gap-1.5 text-13 text-ink2">
        <button type="button" onClick={onPick} className={clsx('rounded-4 font-medium text-ink', !current && 'after:absolute after:inset-0')}>
          {item.kind === 'card' ? 'Card' : 'Question'}
          <span className="sr-only">: show its passage</span>
        </button>
        {item.topic !== null && (
          <>
            <span aria-hidden="true">·</span>
            <span className="line-clamp-1">{item.topic}</span>
          </>
        )}
      </p>
      {children}
    </li>
  );
}

interface CardBodyProps {
  card: Card;
  current: boolean;
  suspended: boolean;
  actions: CardActions;
  onEdit: () => void;
}

function CardBody({ card, current, suspended, actions, onEdit }: CardBodyProps) {
  return (
    <>
      <p className="mt-1 text-18">
        <CardFront type={card.type} front={card.front} back={card.type === 'cloze' ? card.back : undefined} />
      </p>
      {card.type === 'basic' && <p className="mt-1.5 font-serif text-passage wrap-break-word whitespace-pre-line text-ink2">{card.back}</p>}
      {suspended && <p className="mt-2 text-13 text-ink2">Suspended: it does not come up for review.</p>}
      {current && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size={28} kbd="e" onClick={onEdit}>
            Edit
          </Button>
          <Button size={28} kbd="s" onClick={() => actions.suspend(card, !suspended)}>
            {suspended ? 'Take up again' : 'Suspend'}
          </Button>
          <Button size={28} kbd="del" onClick={() => actions.remove(card)}>
            Delete
          </Button>
        </div>
      )}
    </>
  );
}

function QuestionBody({ question }: { question: Question }) {
  return (
    <>
      <p className="mt-1 font-serif text-18 wrap-break-word">{question.stem}</p>
      <QuestionContent content={question.content} />
    </>
  );
}
