'use client';

import type { NoteKind } from '@studywright/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { routes } from '@/lib/routes.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { Select } from '@/parts/select.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { inMaking, kinds } from './kinds.ts';
import { NoteRow } from './note-row.tsx';
import { fallbackMs, useLiveNotes } from './use-live-notes.ts';

const NewNote = dynamic(() => import('./new-note.tsx').then((module) => module.NewNote), { ssr: false });
const every: readonly NoteKind[] = ['notes', 'cheatSheet', 'glossary', 'mnemonic', 'conceptMap'];
const margin = [{ title: 'Where each sentence comes from', body: 'Everything here was matched word for word with a page of your documents. Open one and choose a sentence: its passage stands beside it.' }];

/** All notes of a course, newest first. */
export function NotesPage({ courseId }: { courseId: string }) {
  const trpc = useTRPC();
  const [kind, setKind] = useState<NoteKind | undefined>();
  const [making, setMaking] = useState(false);
  const course = useQuery(trpc.course.get.queryOptions({ id: courseId })).data;
  const list = useInfiniteQuery({
    ...trpc.note.list.infiniteQueryOptions({ courseId, limit: 30, kind }, { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData }),
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(inMaking)) === true ? fallbackMs : false),
  });
  const notes = list.data?.pages.flatMap((page) => page.items) ?? [];
  useLiveNotes(courseId, notes.some(inMaking));
  const name = course?.name ?? 'Course';
  const mayMake = course !== undefined && course.role !== 'student' && course.archivedAt === null;
  const make = () => setMaking(true);
  return (
    <Page
      crumbs={[{ label: 'Library', href: routes.library }, { label: name, href: routes.course(courseId) }, { label: 'Notes' }]}
      actions={
        mayMake && (
          <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={make}>
            Make notes
          </Button>
        )
      }
      phoneActions={mayMake ? <IconButton label="Make notes" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={make} /> : undefined}
    >
      <Spread className="pb-12">
        <SpreadRow className="pt-4 md:pt-8" notes={margin}>
          <div className="flex flex-wrap items-end justify-between gap-4">
            <h1 className="text-28 font-semibold max-md:sr-only">Notes of {name}</h1>
            <label className="flex items-center gap-2 text-13 text-ink2">
              Kind
              <Select
                className="w-44"
                value={kind ?? ''}
                onChange={(event) => setKind(every.find((one) => one === event.target.value))}
              >
                <option value="">All kinds</option>
                {every.map((one) => (
                  <option key={one} value={one}>
                    {kinds[one].name}
                  </option>
                ))}
              </Select>
            </label>
          </div>
          <div className="mt-5 max-w-170">
            {list.data === undefined ? (
              list.isError ? (
                <ErrorState safe="Your notes are safe on the server." onRetry={() => void list.refetch()} busy={list.isFetching && 'Trying'}>
                  {errorDetail(list.error)}
                </ErrorState>
              ) : (
                <Skeleton noun="Fetching notes" lines={4} />
              )
            ) : notes.length === 0 ? (
              <EmptyState
                title={kind === undefined ? 'No notes yet' : 'None of this kind'}
                action={
                  mayMake && (
                    <Button variant="primary" size={40} onClick={make}>
                      Make notes
                    </Button>
                  )
                }
              >
                A summary, a cheat sheet to print, a glossary, mnemonics or a concept map of what this course is made of.
              </EmptyState>
            ) : (
              <ul className="border-t border-line">
                {notes.map((note) => (
                  <NoteRow key={note.id} note={note} />
                ))}
              </ul>
            )}
            {list.hasNextPage && (
              <Button size={28} className="mt-4" busy={list.isFetchingNextPage && 'Fetching notes'} onClick={() => void list.fetchNextPage()}>
                More notes
              </Button>
            )}
          </div>
        </SpreadRow>
      </Spread>
      {making && <NewNote courseId={courseId} onClose={() => setMaking(false)} />}
    </Page>
  );
}
