'use client';

import type { DocumentItemView, DocumentPageView, DocumentView, PageKind } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { CardFigure } from '@/features/card/card-figure.tsx';
import { CardFront } from '@/features/card/card-text.tsx';
import { type CardActions, useCardActions } from '@/features/card/use-card-actions.ts';
import { difficultyOf } from '@/features/quiz/choices.ts';
import { QuestionContent } from '@/features/quiz/question-content.tsx';
import { counted, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import type { Elements } from './elements.ts';
import { discardWords } from './made-by.ts';
import { pageName } from './page-name.ts';
import { type DraftActions, useDrafts } from './use-drafts.ts';
import { inWork } from './use-live-documents.ts';

const MakeMore = dynamic(() => import('@/features/generation/make-more.tsx').then((module) => module.MakeMore), { ssr: false });
const CardEditor = dynamic(() => import('@/features/card/card-editor.tsx').then((module) => module.CardEditor), { ssr: false, loading: () => <Skeleton noun="Opening the card" lines={2} /> });

type Card = Extract<DocumentItemView, { kind: 'card' }>;
type Question = Extract<DocumentItemView, { kind: 'question' }>;

export interface DocumentItemsProps {
  document: DocumentView;
  /** Whether the reader decides about drafts. */
  runs: boolean;
  /** Asks what to make of the document; undefined where nothing can be made. */
  onMakeMore: (() => void) | undefined;
  page: Pick<DocumentPageView, 'number' | 'label'>;
  /** Undefined while they are fetched. */
  items: readonly DocumentItemView[] | undefined;
  active: string | null;
  onPick: (id: string) => void;
  heads: Elements;
}

/** What was made from a page, beside it: a hairline list in which only the current one has a bar and buttons. */
export function DocumentItems({ document, runs, onMakeMore, page, items, active, onPick, heads }: DocumentItemsProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const [like, setLike] = useState<Question | null>(null);
  const actions = useCardActions();
  const drafts = useDecisions({ document, items, active, onPick });
  const current = items?.find((item) => item.id === active);
  const card = current?.kind === 'card' && current.status !== 'rejected' ? current : undefined;
  const detail = useCardDetail(card?.id);
  useHotkey('e', () => setEditing(card?.id ?? null), { enabled: runs && card !== undefined && editing === null });
  const asked = card?.status === 'accepted' && editing === null;
  useHotkey('s', () => card !== undefined && actions.suspend(card, detail?.suspended !== true), { enabled: asked });
  useHotkey(['delete', 'backspace'], () => card !== undefined && actions.remove(card), { enabled: asked && runs });
  const waits = runs && current?.status === 'draft' && editing === null;
  useHotkey('a', () => current !== undefined && drafts.accept(current), { enabled: waits });
  useHotkey('r', () => current !== undefined && drafts.reject(current), { enabled: waits });
  const made = document.counts.cards + document.counts.questions + document.counts.drafts;
  return (
    <section aria-labelledby="items" className="pb-10">
      <header className="flex items-baseline gap-3 px-5 pt-4 pb-3 md:px-8">
        <h2 id="items" className="text-15 font-semibold">
          {pageName({ kind: document.pageKind, ...page })}
        </h2>
        <p className="flex-1 text-14 text-ink2">{items === undefined ? '' : itemWords(items)}</p>
        <p className="text-13 text-ink2">{inWork(document) ? `${number(made)} so far` : `${number(made)} in all`}</p>
      </header>
      {items === undefined ? (
        <Skeleton noun={`Fetching what was made from this ${document.pageKind}`} className="px-5 py-4 md:px-8" />
      ) : (
        <ol className="border-t border-line">
          {items.map((item) => (
            <Item key={item.id} item={item} current={item.id === active} onPick={() => onPick(item.id)} head={heads.attach(item.id)}>
              {item.status === 'rejected' ? (
                <Rejected item={item} onReopen={runs ? () => drafts.reopen(item) : undefined} />
              ) : item.kind === 'question' ? (
                <QuestionBody question={item} onMoreLike={item.id === active && item.topicId !== null && onMakeMore !== undefined ? () => setLike(item) : undefined} />
              ) : editing === item.id ? (
                <div className="mt-2">
                  <CardEditor card={item} onSaved={() => setEditing(null)} onCancel={() => setEditing(null)} />
                </div>
              ) : (
                <CardBody card={item} kind={document.pageKind} current={item.id === active && item.status === 'accepted'} suspended={item.id === active && detail?.suspended === true} actions={actions} onEdit={() => setEditing(item.id)} />
              )}
              {item.id === active && item.status === 'draft' && runs && editing !== item.id && <Decide item={item} drafts={drafts} onEdit={() => setEditing(item.id)} />}
            </Item>
          ))}
        </ol>
      )}
      <div className="space-y-2 px-5 pt-4 text-14 text-ink2 md:px-8" aria-live="polite">
        {inWork(document) && <p>{document.activity === '' ? 'Waiting for its turn' : document.activity}. Items appear here as they are made.</p>}
        {document.status === 'ready' && made === 0 && !document.makeAtOnce && (
          <>
            <p>It is read, and nothing is made of it yet. {onMakeMore === undefined ? '' : 'Choose what, how much and of which topics.'}</p>
            {onMakeMore !== undefined && (
              <Button size={40} variant="primary" onClick={onMakeMore}>
                Make cards and questions
              </Button>
            )}
          </>
        )}
        {document.status === 'ready' && made === 0 && document.makeAtOnce && (
          <p>
            No sentence here says plainly enough what something is or does, so nothing was made from it.{' '}
            <Link href={routes.cards(document.courseId)} className="link">
              Write a card of your own
            </Link>
          </p>
        )}
        {like !== null && like.topicId !== null && (
          <MakeMore courseId={document.courseId} documentId={document.id} preset={{ topicIds: [like.topicId], cards: 0, questions: 5, questionKind: like.content.kind, difficulty: difficultyOf(like.difficulty) }} onClose={() => setLike(null)} />
        )}
        {document.counts.discarded > 0 && (
          <p>
            <span className="font-medium text-ink">{counted(document.counts.discarded, 'draft')} discarded</span> in this document: {discardWords(document)}.
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
        {item.status === 'accepted' && (
          <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-3">
            <Check size={16} strokeWidth={1.5} aria-hidden="true" />
            Accepted
          </span>
        )}
        {item.status === 'rejected' && <span className="ml-auto shrink-0 pl-3">Rejected</span>}
      </p>
      {children}
    </li>
  );
}

/** “3 kept, 1 rejected, 2 to decide”. */
function itemWords(items: readonly DocumentItemView[]): string {
  const count = (status: DocumentItemView['status']) => items.filter((item) => item.status === status).length;
  const parts = [
    ...(count('accepted') > 0 ? [`${number(count('accepted'))} accepted`] : []),
    ...(count('draft') > 0 ? [`${number(count('draft'))} to decide`] : []),
    ...(count('rejected') > 0 ? [`${number(count('rejected'))} rejected`] : []),
  ];
  return parts.length === 0 ? 'nothing made from it' : parts.join(', ');
}

/** As `useDrafts`, and goes on to the next draft of the page once one is decided. */
function useDecisions({ document, items, active, onPick }: Pick<DocumentItemsProps, 'document' | 'items' | 'active' | 'onPick'>): DraftActions {
  const drafts = useDrafts(document.id);
  const goOn = (item: DocumentItemView) => {
    if (item.id !== active || items === undefined) return;
    const at = items.findIndex(({ id }) => id === item.id);
    const next = [...items.slice(at + 1), ...items.slice(0, at)].find(({ status }) => status === 'draft');
    if (next !== undefined) onPick(next.id);
  };
  return {
    ...drafts,
    accept: (item) => {
      drafts.accept(item);
      goOn(item);
    },
    reject: (item) => {
      drafts.reject(item);
      goOn(item);
    },
  };
}

function Decide({ item, drafts, onEdit }: { item: DocumentItemView; drafts: DraftActions; onEdit: () => void }) {
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button size={28} variant="primary" kbd="a" onClick={() => drafts.accept(item)}>
        Accept
      </Button>
      {item.kind === 'card' && (
        <Button size={28} kbd="e" onClick={onEdit}>
          Edit
        </Button>
      )}
      <Button size={28} kbd="r" onClick={() => drafts.reject(item)}>
        Reject
      </Button>
    </div>
  );
}

/** Still there to be counted and put back; its words take one line. */
function Rejected({ item, onReopen }: { item: DocumentItemView; onReopen: (() => void) | undefined }) {
  return (
    <div className="mt-1 flex items-baseline justify-between gap-3">
      <p className="line-clamp-1 font-serif text-passage text-ink2">{item.kind === 'card' ? item.front : item.stem}</p>
      {onReopen !== undefined && (
        <button type="button" onClick={onReopen} className="link relative z-10 shrink-0 text-13">
          Put back
        </button>
      )}
    </div>
  );
}

interface CardBodyProps {
  card: Card;
  /** What the document is made of. */
  kind: PageKind;
  current: boolean;
  suspended: boolean;
  actions: CardActions;
  onEdit: () => void;
}

function CardBody({ card, kind, current, suspended, actions, onEdit }: CardBodyProps) {
  return (
    <>
      {card.figure !== null && <CardFigure cardId={card.id} figure={card.figure} from={{ kind, page: card.citation.page }} size="row" className="mt-2 mb-2.5" />}
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

function QuestionBody({ question, onMoreLike }: { question: Question; onMoreLike: (() => void) | undefined }) {
  return (
    <>
      <p className="mt-1 font-serif text-18 wrap-break-word">{question.stem}</p>
      <QuestionContent content={question.content} />
      {onMoreLike !== undefined && (
        <Button size={28} variant="quiet" className="mt-2 -ml-2" onClick={onMoreLike}>
          Make more like this
        </Button>
      )}
    </>
  );
}
