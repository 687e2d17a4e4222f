'use client';

import type { DocumentItemView, DocumentView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { useMemo, useRef, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { SelectionBar } from '@/features/selection/selection-bar.tsx';
import { Button } from '@/parts/button.tsx';
import { LeaderLines } from '@/parts/leader-lines.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { DocumentItems } from './document-items.tsx';
import { PageNotes } from './page-notes.tsx';
import { PagePicture } from './page-picture.tsx';
import { PageSheet } from './page-sheet.tsx';
import { PageTools } from './page-tools.tsx';
import { PageTurner } from './page-turner.tsx';
import { usePageView } from './page-view.ts';
import { useItemFocus, useShowActive } from './use-item-focus.ts';
import { useOpenPage, usePageNeighbours, usePageText, usePicture } from './use-open-page.ts';
import { isSentence, useSelection } from './use-selection.ts';
import { useZoom } from './use-zoom.ts';

const CardFromSelection = dynamic(() => import('./card-from-selection.tsx').then((module) => module.CardFromSelection), { ssr: false });
const QuestionFromSelection = dynamic(() => import('@/features/selection/question-from-selection.tsx').then((module) => module.QuestionFromSelection), { ssr: false });
const Explanation = dynamic(() => import('@/features/selection/explanation.tsx').then((module) => module.Explanation), { ssr: false });

/** What is being made of words that were marked on a page. */
interface Making {
  what: 'card' | 'question' | 'explanation';
  page: number;
  words: string;
}

const noItems: readonly DocumentItemView[] = [];
/** While an explanation stands in the margin, its items are further down than a line could show. */
const noLinks: readonly never[] = [];

export interface DocumentReaderProps {
  document: DocumentView;
  /** Whether the reader runs the course. */
  runs: boolean;
  /** Asks what to make of it; undefined where nothing can be made. */
  onMakeMore: (() => void) | undefined;
}

/** The pages of a document, one at a time, and beside each what was made from it. */
export function DocumentReader({ document, runs, onMakeMore }: DocumentReaderProps) {
  const trpc = useTRPC();
  const { page, of, passage, turn } = useOpenPage(document);
  const read = document.pages !== null;
  const text = usePageText(document, page);
  const items = useQuery(trpc.document.items.queryOptions({ documentId: document.id, page, limit: 100 }, { enabled: read }));
  // In the order of the page, so that no two lines cross.
  const shown = useMemo(() => items.data?.items.toSorted((a, b) => a.citation.start - b.citation.start || a.ordinal - b.ordinal), [items.data]);
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const open = text.data?.number === page ? text.data : undefined;
  const [chosen, choose] = usePageView();
  const seen = usePicture(text.data, () => void text.refetch());
  const view = seen.picture !== null && chosen === 'picture' ? 'picture' : 'text';
  const zoom = useZoom(frame, sheet, view === 'picture');
  const [enteredAtEnd, setEnteredAtEnd] = useState<number | null>(null);
  // Lines leave from the paper's edge, or from that of the window through which a part of it is seen.
  const edge = view === 'picture' && zoom.value > 1 ? frame : sheet;
  const focus = useItemFocus(shown ?? noItems, passage, edge, enteredAtEnd === page ? 'last' : 'first');
  useShowActive(focus.active, passage !== null, open !== undefined && shown !== undefined, view, focus.ends, focus.heads);
  usePageKeys({ items: shown ?? noItems, index: focus.index, page, of, pick: focus.pick, turn, enterAtEnd: setEnteredAtEnd });
  usePageNeighbours(document, page, chosen === 'picture');

  const [selected, unselect] = useSelection(box);
  const [making, setMaking] = useState<Making | null>(null);
  const make = (what: Making['what']) => () => selected !== null && setMaking({ what, page, words: selected.words });
  const mayMake = runs && selected !== null && isSentence(selected);
  const done = () => {
    setMaking(null);
    unselect();
  };
  const marked = making && { documentId: document.id, page: making.page, words: making.words };

  const language = document.language !== null && document.language !== 'und' ? document.language : undefined;
  const sheetProps = { language, marks: open === undefined ? [] : focus.marks, active: focus.active, onPick: focus.pick, ends: focus.ends };
  return (
    <div ref={box} className="relative grid flex-1 lg:grid-cols-[minmax(0,1fr)_400px] xl:grid-cols-[minmax(0,1fr)_440px]">
      <div className="bg-paper3 px-3 pt-3 pb-10 md:px-10 lg:border-r lg:border-line">
        {read && (
          <div className={clsx('mx-auto mb-3 flex flex-wrap items-center gap-x-6 gap-y-2', seen.picture === null ? 'max-w-160 justify-center' : 'max-w-224 justify-center sm:justify-between')}>
            <PageTurner kind={document.pageKind} page={page} of={of} onTurn={turn} />
            {seen.picture !== null && <PageTools view={view} onView={choose} zoom={zoom} />}
          </div>
        )}
        {read && shown !== undefined && shown.length > 0 && (
          <p className="mb-3 text-center text-13 lg:hidden">
            <a href="#items" className="link">
              {counted(shown.length, 'item')} from this {document.pageKind}
            </a>
          </p>
        )}
        {text.data !== undefined ? (
          <>
            <PageNotes document={document} page={text.data} runs={runs} className={clsx('mx-auto mb-3', view === 'picture' ? 'max-w-224' : 'max-w-160')} />
            {seen.failed && chosen === 'picture' && <NoPicture kind={document.pageKind} onRetry={seen.retry} busy={text.isFetching} />}
            {view === 'picture' && seen.picture !== null ? (
              <PagePicture page={text.data} picture={seen.picture} {...sheetProps} onFailed={seen.onFailed} zoom={zoom.value} frameRef={frame} sheetRef={sheet} />
            ) : (
              <PageSheet page={text.data} {...sheetProps} columnRef={sheet} />
            )}
          </>
        ) : (
          <div className="mx-auto w-full max-w-160 border border-line2 bg-raised px-5 py-12 md:px-14">
            {text.isError ? (
              <ErrorState safe="The document is safe on the server." onRetry={() => void text.refetch()} busy={text.isFetching && 'Trying'}>
                {errorDetail(text.error)}
              </ErrorState>
            ) : (
              <Skeleton noun={document.activity === '' ? 'Waiting for its turn' : document.activity} lines={8} />
            )}
          </div>
        )}
      </div>
      <div>
        {marked !== null && making?.what === 'explanation' && <Explanation key={`${marked.page} ${marked.words}`} document={document} marked={marked} runs={runs} onClose={done} />}
        <DocumentItems document={document} runs={runs} onMakeMore={onMakeMore} page={{ number: page, label: open?.label ?? null }} items={read ? shown : noItems} active={focus.active} onPick={focus.pick} heads={focus.heads} />
      </div>
      {selected !== null && (making === null || making.words !== selected.words) && (
        <SelectionBar x={selected.x} y={selected.y} onCard={mayMake ? make('card') : undefined} onQuestion={mayMake ? make('question') : undefined} onExplain={make('explanation')} onClose={unselect} />
      )}
      {marked !== null && making?.what === 'card' && <CardFromSelection document={document} page={marked.page} words={marked.words} onClose={done} />}
      {marked !== null && making?.what === 'question' && <QuestionFromSelection document={document} marked={marked} onClose={done} />}
      <LeaderLines container={box} links={making?.what === 'explanation' ? noLinks : focus.links} watch={open === undefined ? '' : `${page} ${view} ${zoom.value}`} />
    </div>
  );
}

function NoPicture({ kind, onRetry, busy }: { kind: string; onRetry: () => void; busy: boolean }) {
  return (
    <div role="status" className="mx-auto mb-3 flex max-w-160 flex-wrap items-center gap-x-4 gap-y-2 text-13 text-ink2">
      <p>The picture of this {kind} could not be fetched, so you see its text.</p>
      <Button size={28} onClick={onRetry} busy={busy && 'Trying'}>
        Try again
      </Button>
    </div>
  );
}

interface PageKeys {
  items: readonly DocumentItemView[];
  index: number;
  page: number;
  of: number;
  pick: (id: string) => void;
  turn: (page: number) => void;
  /** Going back from the first item ends at the last one of the page before. */
  enterAtEnd: (page: number | null) => void;
}

/** J and K go through the items and on to the neighbouring page; arrows turn the page. */
function usePageKeys({ items, index, page, of, pick, turn, enterAtEnd }: PageKeys): void {
  const move = (by: 1 | -1) => {
    const next = items[index === -1 ? 0 : index + by];
    if (next !== undefined) return pick(next.id);
    const target = page + by;
    if (target < 1 || target > of) return;
    enterAtEnd(by === -1 ? target : null);
    turn(target);
  };
  useHotkey('j', () => move(1));
  useHotkey('k', () => move(-1));
  useHotkey('right', () => page < of && turn(page + 1));
  useHotkey('left', () => page > 1 && turn(page - 1));
}
