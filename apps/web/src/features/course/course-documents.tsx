'use client';

import type { CourseView, DocumentView } from '@studywright/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { tagsOf } from '@/features/revision/tags.ts';
import { Button } from '@/parts/button.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { DocumentRow } from './document-row.tsx';
import { useDragOrder, useOrder } from './use-order.ts';

/** What the course is made of, in its order, each with how far it is. */
export function CourseDocuments({ course, documents, more }: { course: CourseView; documents: readonly DocumentView[]; more: string | null }) {
  const trpc = useTRPC();
  const rest = useInfiniteQuery(
    trpc.document.list.infiniteQueryOptions({ courseId: course.id, limit: 50 }, { initialCursor: more, getNextPageParam: (page) => page.nextCursor, enabled: false }),
  );
  const all = [...documents, ...(more === null ? [] : (rest.data?.pages.flatMap((page) => page.items) ?? []))];
  const hasMore = rest.data === undefined ? more !== null : rest.hasNextPage;
  const tags = tagsOf(all);
  const [chosen, setChosen] = useState<string | null>(null);
  const tag = tags.find((known) => known.toLowerCase() === chosen?.toLowerCase()) ?? null;
  const { shown, move, step, spoken } = useOrder(course.id, all, (document) => tag === null || document.tags.some((held) => held.toLowerCase() === tag.toLowerCase()));
  const { list, drag, handle } = useDragOrder(
    shown.map((document) => document.id),
    move,
  );
  const runs = course.role !== 'student';
  if (all.length === 0) return <p className="py-2 text-14 text-ink2">No documents yet. Cards of your own need none.</p>;
  return (
    <>
      {tags.length > 0 && <TagFilter tags={tags} chosen={tag} onChoose={setChosen} />}
      <ul ref={list}>
        {shown.map((document, index) => (
          <DocumentRow
            key={document.id}
            document={document}
            arrange={
              runs
                ? {
                    first: index === 0,
                    last: index === shown.length - 1,
                    dragged: drag?.id === document.id,
                    target: drag === null ? null : drag.to === index ? 'above' : drag.to === shown.length && index === shown.length - 1 ? 'below' : null,
                    handle: handle(document.id),
                    onStep: (by) => step(document.id, by),
                  }
                : null
            }
          />
        ))}
      </ul>
      <p className="sr-only" role="status">
        {spoken}
      </p>
      {hasMore && (
        <Button size={28} className="mt-3" busy={rest.isFetching && 'Fetching documents'} onClick={() => void (rest.data === undefined ? rest.refetch() : rest.fetchNextPage())}>
          More documents
        </Button>
      )}
    </>
  );
}

function TagFilter({ tags, chosen, onChoose }: { tags: readonly string[]; chosen: string | null; onChoose: (tag: string | null) => void }) {
  return (
    <div role="group" aria-label="Show documents by tag" className="my-2 flex flex-wrap gap-1.5 lg:mt-0">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={tag === chosen}
          onClick={() => onChoose(tag === chosen ? null : tag)}
          className={clsx('min-h-6 max-w-full truncate rounded-6 border px-2 text-13 transition-colors touch:min-h-11', tag === chosen ? 'border-pen bg-pen-wash text-ink' : 'border-line2 text-ink2 hover:bg-paper3 hover:text-ink')}
        >
          {tag}
        </button>
      ))}
    </div>
  );
}
