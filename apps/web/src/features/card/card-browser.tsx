'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { CardFilters } from './card-filters.tsx';
import { CardList } from './card-list.tsx';
import { type CardFilter, useCardFilter } from './use-card-filter.ts';

const NewCard = dynamic(() => import('./new-card.tsx').then((module) => module.NewCard), { ssr: false });

function isFiltered(filter: CardFilter): boolean {
  return filter.topic !== undefined || filter.document !== undefined || filter.state !== undefined || filter.search !== '';
}

/** All cards of a course: found, read with their passages, changed, put aside, and written. */
export function CardBrowser({ courseId }: { courseId: string }) {
  const trpc = useTRPC();
  const { filter, set, clear } = useCardFilter(courseId);
  const course = useQuery(trpc.course.open.queryOptions({ id: courseId }));
  const list = useInfiniteQuery(
    trpc.flashcard.list.infiniteQueryOptions(
      { courseId, limit: 30, topicId: filter.topic, documentId: filter.document, state: filter.state, ...(filter.search !== '' && { search: filter.search }) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const cards = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [adding, setAdding] = useState(false);
  const open = useCallback(() => setAdding(true), []);
  const name = course.data?.course.name ?? 'Course';
  const mayEdit = course.data !== undefined && course.data.course.role !== 'student';
  useHotkey('n', open, { enabled: mayEdit });
  const filtered = isFiltered(filter);
  // The words are kept where they are typed; a new box forgets them.
  const [box, setBox] = useState(0);
  const showAll = () => {
    clear();
    setBox(box + 1);
  };
  return (
    <Page
      crumbs={[{ label: 'Library', href: routes.library }, { label: name, href: routes.course(courseId) }, { label: 'Cards' }]}
      actions={
        mayEdit && (
          <Button size={28} kbd="n" icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={open}>
            Write a card
          </Button>
        )
      }
      phoneActions={mayEdit ? <IconButton label="Write a card" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={open} /> : undefined}
    >
      <div className="grid flex-1 content-start lg:[--margin:288px] xl:[--margin:320px] lg:bg-[linear-gradient(var(--line),var(--line))] lg:bg-[length:1px_100%] lg:bg-[position:calc(100%-var(--margin))_0] lg:bg-no-repeat">
        <div className="lg:mr-(--margin)">
          <div className="px-5 pt-4 md:px-8 md:pt-8 xl:px-10">
            <h1 className="text-28 font-semibold max-md:sr-only">Cards of {name}</h1>
            <CardFilters key={box} filter={filter} onChange={set} topics={course.data?.topics.items ?? []} documents={course.data?.documents.items ?? []} />
          </div>
        </div>
        {list.data === undefined ? (
          <div className="px-5 py-8 md:px-8 lg:mr-(--margin) xl:px-10">
            {list.isError ? (
              <ErrorState safe="Your cards are safe on the server." onRetry={() => void list.refetch()} busy={list.isFetching && 'Trying'}>
                {errorDetail(list.error)}
              </ErrorState>
            ) : (
              <Skeleton noun="Fetching cards" lines={5} />
            )}
          </div>
        ) : cards.length === 0 ? (
          <div className="px-5 py-8 md:px-8 lg:mr-(--margin) xl:px-10">
            {filtered ? (
              <EmptyState title="No card matches" action={<Button onClick={showAll}>Show all cards</Button>}>
                Every word has to be in the card. Try fewer words or another filter.
              </EmptyState>
            ) : (
              <EmptyState
                title="No cards yet"
                action={
                  mayEdit && (
                    <Button variant="primary" size={40} onClick={open}>
                      Write a card
                    </Button>
                  )
                }
              >
                Cards come from the documents of the course, or from you.
              </EmptyState>
            )}
          </div>
        ) : (
          <>
            <CardList cards={cards} mayEdit={mayEdit} stale={list.isPlaceholderData} />
            <div className="border-t border-line px-5 py-5 md:px-8 lg:mr-[calc(var(--margin)+1px)] xl:px-10">
              {list.hasNextPage ? (
                <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} />
              ) : (
                <p className="text-13 text-ink2" role="status">
                  {counted(cards.length, 'card')}
                  {filtered && ' match'}.
                </p>
              )}
            </div>
          </>
        )}
      </div>
      {adding && <NewCard courseId={courseId} topics={course.data?.topics.items ?? []} topicId={filter.topic} onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** Fetches the next cards as its place comes into view; a button for those who do not scroll. */
function More({ onMore, busy }: { onMore: () => void; busy: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  }, [onMore]);
  useEffect(() => {
    const node = box.current;
    if (node === null) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more.current(), { rootMargin: '400px' });
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box}>
      <Button size={28} onClick={onMore} busy={busy && 'Fetching cards'}>
        More cards
      </Button>
    </div>
  );
}
