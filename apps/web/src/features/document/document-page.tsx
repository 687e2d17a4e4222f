'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentItemView, DocumentView } from '@studywright/core';
import { RevisionBar } from '@/features/revision/revision-bar.tsx';
import { counted } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { ButtonLink } from '@/parts/button.tsx';
import { LeaderLines } from '@/parts/leader-lines.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { DocumentHead } from './document-head.tsx';
import { DocumentItems } from './document-items.tsx';
import { DocumentMenu } from './document-menu.tsx';
import { PageSheet } from './page-sheet.tsx';
import { PageTurner } from './page-turner.tsx';
import { type Passage, useItemFocus, useShowActive } from './use-item-focus.ts';
import { useLatestPage } from './use-latest-page.ts';
import { fallbackMs, inWork, useLiveDocuments } from './use-live-documents.ts';

/** A document while it is worked on, and afterwards the place where every quote can be read on its page. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const trpc = useTRPC();
  const got = useQuery({ ...trpc.document.get.queryOptions({ id: documentId }), refetchInterval: (query) => (query.state.data !== undefined && inWork(query.state.data) ? fallbackMs : false) });
  const document = got.data;
  const course = useQuery(trpc.course.get.queryOptions({ id: document?.courseId ?? '' }, { enabled: document !== undefined })).data;
  useLiveDocuments(document?.courseId, document !== undefined && inWork(document));
  const crumbs = [
    { label: 'Library', href: routes.library },
    ...(document === undefined ? [] : [{ label: course?.name ?? 'Course', href: routes.course(document.courseId) }]),
    { label: document?.title ?? 'Document' },
  ];
  const runs = course !== undefined && course.role !== 'student';
  return (
    <Page
      crumbs={crumbs}
      note={document?.pages == null ? undefined : counted(document.pages, 'page')}
      actions={
        document !== undefined && (
          <>
            {runs && <DocumentMenu document={document} />}
            {document.counts.cards > 0 && course?.archivedAt === null && (
              <ButtonLink size={28} variant="primary" href={routes.review({ course: document.courseId })}>
                Review this course
              </ButtonLink>
            )}
          </>
        )
      }
      phoneActions={runs && document !== undefined ? <DocumentMenu document={document} /> : undefined}
    >
      <h1 className="sr-only">{document?.title ?? 'Document'}</h1>
      {document === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {got.isError ? (
            <ErrorState safe={errorCode(got.error) === 'NOT_FOUND' ? 'Your other documents are as they were.' : 'Your document is safe on the server.'} onRetry={() => void got.refetch()} busy={got.isFetching && 'Trying'}>
              {errorDetail(got.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Opening the document" lines={5} />
          )}
        </div>
      ) : (
        <>
          <DocumentHead document={document} />
          <RevisionBar document={document} mayChange={runs} />
          {/* Of a document that could not be read there is no page to show. */}
          {(document.status !== 'failed' || document.pages !== null) && <Reader document={document} />}
        </>
      )}
    </Page>
  );
}

function whole(value: string | null): number | null {
  const read = value === null ? Number.NaN : Number(value);
  return Number.isInteger(read) && read >= 0 ? read : null;
}

/** Which page is open: the one of the address, else the one where work goes on. */
function useOpenPage(document: DocumentView) {
  const search = useSearchParams();
  const asked = whole(search.get('page'));
  const start = whole(search.get('start'));
  const end = whole(search.get('end'));
  const latest = useLatestPage(document.id, document.counts.cards + document.counts.questions, asked === null && inWork(document));
  const of = document.pages ?? 1;
  const page = Math.min(of, Math.max(1, asked ?? latest ?? 1));
  const passage = useMemo<Passage | null>(() => (start !== null && end !== null && end > start ? { start, end } : null), [start, end]);
  // The address follows without a request: the page is the same, only turned.
  const turn = useCallback((next: number) => window.history.replaceState(null, '', routes.document(document.id, { page: next })), [document.id]);
  return { page, of, passage, turn };
}

const noItems: readonly DocumentItemView[] = [];

function Reader({ document }: { document: DocumentView }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { page, of, passage, turn } = useOpenPage(document);
  const read = document.pages !== null;
  const text = useQuery(trpc.document.page.queryOptions({ documentId: document.id, page }, { enabled: read, staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData }));
  const items = useQuery(trpc.document.items.queryOptions({ documentId: document.id, page, limit: 100 }, { enabled: read }));
  // In the order of the page, so that no two lines cross.
  const shown = useMemo(() => items.data?.items.toSorted((a, b) => a.citation.start - b.citation.start || a.ordinal - b.ordinal), [items.data]);
  const box = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const sheet = text.data?.number === page ? text.data : undefined;
  const [enteredAtEnd, setEnteredAtEnd] = useState<number | null>(null);
  const focus = useItemFocus(shown ?? noItems, passage, column, enteredAtEnd === page ? 'last' : 'first');
  useShowActive(focus.active, passage !== null, sheet !== undefined && shown !== undefined, focus.ends, focus.heads);
  usePageKeys({ items: shown ?? noItems, index: focus.index, page, of, pick: focus.pick, turn, enterAtEnd: setEnteredAtEnd });

  useEffect(() => {
    if (read && page < of) void cache.prefetchQuery(trpc.document.page.queryOptions({ documentId: document.id, page: page + 1 }, { staleTime: Number.POSITIVE_INFINITY }));
  }, [cache, trpc, document.id, page, of, read]);

  return (
    <div ref={box} className="relative grid flex-1 lg:grid-cols-[minmax(0,1fr)_400px] xl:grid-cols-[minmax(0,1fr)_440px]">
      <div className="bg-paper3 px-3 pt-3 pb-10 md:px-10 lg:border-r lg:border-line">
        {read && <PageTurner page={page} of={of} onTurn={turn} />}
        {read && shown !== undefined && shown.length > 0 && (
          <p className="mb-3 text-center text-13 lg:hidden">
            <a href="#items" className="link">
              {counted(shown.length, 'item')} from this page
            </a>
          </p>
        )}
        {text.data !== undefined ? (
          <PageSheet page={text.data} language={document.language} marks={sheet === undefined ? [] : focus.marks} active={focus.active} onPick={focus.pick} ends={focus.ends} columnRef={column} />
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
      <DocumentItems document={document} page={page} items={read ? shown : noItems} active={focus.active} onPick={focus.pick} heads={focus.heads} />
      <LeaderLines container={box} links={focus.links} watch={sheet === undefined ? 0 : page} />
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
