'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { inMaking } from './kinds.ts';
import { NoteRow } from './note-row.tsx';
import { fallbackMs, useLiveNotes } from './use-live-notes.ts';

const NewNote = dynamic(() => import('./new-note.tsx').then((module) => module.NewNote), { ssr: false });

/** The last notes of a course, and the way to a new one. */
export function CourseNotes({ courseId, mayMake }: { courseId: string; mayMake: boolean }) {
  const trpc = useTRPC();
  const [making, setMaking] = useState(false);
  const list = useQuery({ ...trpc.note.list.queryOptions({ courseId, limit: 5 }), refetchInterval: (query) => (query.state.data?.items.some(inMaking) === true ? fallbackMs : false) });
  useLiveNotes(courseId, list.data?.items.some(inMaking) ?? false);
  if (list.data === undefined) return list.isError ? <p className="py-2 text-13 text-ink2">{errorDetail(list.error)}</p> : <Skeleton noun="Fetching notes" lines={2} className="py-2" />;
  const { items } = list.data;
  return (
    <>
      {items.length === 0 ? (
        <p className="py-2 text-13 text-ink2">None made yet: a summary, a cheat sheet, a glossary, mnemonics or a concept map, each sentence with its source.</p>
      ) : (
        <ul>
          {items.map((note) => (
            <NoteRow key={note.id} note={note} />
          ))}
        </ul>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-13">
        {mayMake && (
          <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setMaking(true)}>
            Make notes
          </Button>
        )}
        {items.length > 0 && (
          <Link href={routes.notes(courseId)} className="link">
            All notes
          </Link>
        )}
      </p>
      {making && <NewNote courseId={courseId} onClose={() => setMaking(false)} />}
    </>
  );
}
