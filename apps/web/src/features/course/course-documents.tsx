'use client';

import type { CourseView, DocumentView } from '@studywright/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { DocumentStatus } from '@/features/document/document-status.tsx';
import { FormatIcon } from '@/features/document/format-icon.tsx';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { useTRPC } from '@/trpc/client.tsx';

/** What the course is made of, each with how far it is. */
export function CourseDocuments({ course, documents, more }: { course: CourseView; documents: readonly DocumentView[]; more: string | null }) {
  const trpc = useTRPC();
  const rest = useInfiniteQuery(
    trpc.document.list.infiniteQueryOptions({ courseId: course.id, limit: 50 }, { initialCursor: more, getNextPageParam: (page) => page.nextCursor, enabled: false }),
  );
  const all = [...documents, ...(more === null ? [] : (rest.data?.pages.flatMap((page) => page.items) ?? []))];
  const hasMore = rest.data === undefined ? more !== null : rest.hasNextPage;
  if (all.length === 0) return <p className="py-2 text-14 text-ink2">No documents yet. Cards of your own need none.</p>;
  return (
    <>
      <ul>
        {all.map((document) => (
          <li key={document.id} className="border-b border-line last:border-b-0">
            <Link href={routes.document(document.id)} className="group flex min-h-11 gap-3 rounded-4 py-2.5">
              <FormatIcon document={document} className="mt-0.5 shrink-0 text-ink2" />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline justify-between gap-3">
                  <span className="line-clamp-2 text-14 font-medium wrap-break-word underline-offset-4 group-hover:underline">{document.title}</span>
                  {document.pages !== null && <span className="shrink-0 text-13 text-ink2">{counted(document.pages, document.pageKind)}</span>}
                </span>
                <DocumentStatus document={document} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button size={28} className="mt-3" busy={rest.isFetching && 'Fetching documents'} onClick={() => void (rest.data === undefined ? rest.refetch() : rest.fetchNextPage())}>
          More documents
        </Button>
      )}
    </>
  );
}
