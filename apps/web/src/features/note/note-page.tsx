'use client';

import type { NoteContent, NoteView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { list } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { GlossaryBody, MnemonicBody, NotesBody } from './bodies.tsx';
import { CheatSheet } from './cheat-sheet.tsx';
import { inMaking, kinds, sizeOf } from './kinds.ts';
import { NewVersion } from './new-version.tsx';
import { NoteMenu } from './note-menu.tsx';
import { NoteSpread } from './note-spread.tsx';
import { useNoteActions } from './use-note-actions.ts';
import { fallbackMs, useLiveNotes } from './use-live-notes.ts';

const NoteEditor = dynamic(() => import('./note-editor.tsx').then((module) => module.NoteEditor), { ssr: false, loading: () => <Skeleton noun="Opening the text" lines={4} className="px-5 py-8 md:px-8 xl:px-10" /> });
const ConceptMapBody = dynamic(() => import('./map/concept-map-body.tsx').then((module) => module.ConceptMapBody), { ssr: false, loading: () => <Skeleton noun="Drawing the map" lines={5} /> });

/** One note, to read with its sources, to change, to print and to take elsewhere. */
export function NotePage({ noteId }: { noteId: string }) {
  const trpc = useTRPC();
  const got = useQuery({ ...trpc.note.get.queryOptions({ id: noteId }), refetchInterval: (query) => (query.state.data !== undefined && inMaking(query.state.data) ? fallbackMs : false) });
  const note = got.data;
  const [editing, setEditing] = useState(false);
  useLiveNotes(note?.courseId, note !== undefined && inMaking(note));
  const print = () => window.print();
  const crumbs = [
    { label: 'Library', href: routes.library },
    ...(note === undefined ? [] : [{ label: note.courseName, href: routes.course(note.courseId) }, { label: 'Notes', href: routes.notes(note.courseId) }]),
    { label: note?.title ?? 'Note' },
  ];
  const made = note?.content != null && !editing;
  const menu = note !== undefined && !editing && <NoteMenu note={note} onEdit={() => setEditing(true)} onPrint={print} />;
  return (
    <Page
      crumbs={crumbs}
      note={note === undefined ? undefined : kinds[note.kind].name.toLowerCase()}
      actions={
        <>
          {menu}
          {made && (
            <Button size={28} variant={note.kind === 'cheatSheet' ? 'primary' : 'secondary'} onClick={print}>
              Print
            </Button>
          )}
        </>
      }
      phoneActions={menu}
    >
      {note === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {got.isError ? (
            <ErrorState safe={errorCode(got.error) === 'NOT_FOUND' ? 'Your other notes are as they were.' : 'Your notes are safe on the server.'} onRetry={() => void got.refetch()} busy={got.isFetching && 'Trying'}>
              {errorDetail(got.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Opening the note" lines={5} />
          )}
        </div>
      ) : editing && note.content !== null ? (
        <NoteEditor note={note} content={note.content} onDone={() => setEditing(false)} />
      ) : (
        <>
          <State note={note} />
          {note.content !== null && (
            <NoteSpread key={note.version} note={note} content={note.content}>
              <Head note={note} />
              <Body note={note} content={note.content} />
            </NoteSpread>
          )}
        </>
      )}
    </Page>
  );
}

function Head({ note }: { note: NoteView }) {
  const facts = [kinds[note.kind].name, sizeOf(note), note.about.documents.length === 0 ? 'all documents' : list(note.about.documents.map(({ title }) => title)), note.edited ? 'edited' : null];
  return (
    <header className="mb-6 print:hidden">
      <h1 className="text-28 font-semibold wrap-break-word max-md:sr-only">{note.title}</h1>
      <p className="mt-1 text-14 text-ink2">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {note.instead !== null && <p className="mt-1 text-13 text-ink2">Made by the built-in engine, for {note.instead}.</p>}
    </header>
  );
}

function Body({ note, content }: { note: NoteView; content: NoteContent }) {
  switch (content.kind) {
    case 'notes':
      return <NotesBody content={content} />;
    case 'cheatSheet':
      return <CheatSheet title={note.title} content={content} />;
    case 'glossary':
      return <GlossaryBody content={content} />;
    case 'mnemonic':
      return <MnemonicBody content={content} />;
    case 'conceptMap':
      return <ConceptMapBody note={note} content={content} />;
  }
}

/** What is being made, what failed, and what waits for a decision. */
function State({ note }: { note: NoteView }) {
  const actions = useNoteActions();
  const first = note.content === null;
  if (inMaking(note)) {
    return (
      <div className="border-b border-line px-5 py-5 md:px-8 xl:px-10 print:hidden" role="status">
        {first && <h1 className="mb-2 text-28 font-semibold">{note.title}</h1>}
        <p className="text-14 font-medium">{first ? `Making the ${kinds[note.kind].name.toLowerCase()}` : 'Making a new version. What stands here stays until it is done.'}</p>
        <p className="text-13 text-ink2">{note.activity}. You can leave the page; the work goes on.</p>
        <ProgressBar value={note.percent} label={`${note.title}: ${note.percent} percent`} className="mt-3 max-w-100" />
      </div>
    );
  }
  if (note.status === 'failed') {
    return (
      <div className="border-b border-line px-5 py-6 md:px-8 xl:px-10 print:hidden">
        {first && <h1 className="mb-3 text-28 font-semibold">{note.title}</h1>}
        <ErrorState safe={first ? 'Your documents and cards are as they were.' : 'What stands here is as it was.'} onRetry={note.mayChange ? () => actions.regenerate(note.id) : undefined} busy={actions.busy && 'Starting'}>
          {note.error?.detail ?? 'It could not be made.'}
        </ErrorState>
      </div>
    );
  }
  return note.next === null || !note.mayChange ? null : <NewVersion note={note} />;
}
