'use client';

import type { CitationChangeView, DocumentView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { Change } from './change.tsx';
import { useChanges } from './use-changes.ts';

const CardEditor = dynamic(() => import('@/features/card/card-editor.tsx').then((module) => module.CardEditor), { ssr: false, loading: () => <Skeleton noun="Opening the card" lines={2} /> });

/** What a revised version did to the cards and questions that rest on it, one decision after the other. */
export function ChangesPage({ documentId }: { documentId: string }) {
  const trpc = useTRPC();
  const got = useQuery(trpc.document.get.queryOptions({ id: documentId }));
  const document = got.data;
  const course = useQuery(trpc.course.get.queryOptions({ id: document?.courseId ?? '' }, { enabled: document !== undefined })).data;
  return (
    <Page
      crumbs={[
        { label: 'Library', href: routes.library },
        ...(document === undefined ? [] : [{ label: course?.name ?? 'Course', href: routes.course(document.courseId) }]),
        { label: document?.title ?? 'Document', href: routes.document(documentId) },
        { label: 'What changed' },
      ]}
    >
      <div className="w-full max-w-240 px-5 py-6 md:px-8 xl:px-10">
        {document !== undefined && course !== undefined ? (
          <Changes document={document} mayDecide={course.role !== 'student'} />
        ) : got.isError ? (
          <ErrorState safe={errorCode(got.error) === 'NOT_FOUND' ? 'Your other documents are as they were.' : 'Your cards are safe on the server.'} onRetry={() => void got.refetch()} busy={got.isFetching && 'Trying'}>
            {errorDetail(got.error)}
          </ErrorState>
        ) : (
          <Skeleton noun="Opening what changed" lines={5} />
        )}
      </div>
    </Page>
  );
}

function Changes({ document, mayDecide }: { document: DocumentView; mayDecide: boolean }) {
  const { listed, open, of, keep, remove } = useChanges(document.id);
  const [picked, setPicked] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const index = Math.max(0, open.findIndex((change) => change.id === picked));
  const current = open[index];
  const list = useRef<HTMLOListElement>(null);
  // One after the other: what follows the one that was decided is the next.
  const settled = (decide: () => void) => {
    setPicked(open[index + 1]?.id ?? open[index - 1]?.id ?? null);
    setEditing(null);
    decide();
  };
  const go = (to: number) => {
    const next = open[Math.min(open.length - 1, Math.max(0, to))];
    if (next !== undefined) setPicked(next.id);
  };
  const keys = { enabled: mayDecide && current !== undefined && editing === null };
  useHotkey('k', () => current !== undefined && settled(() => keep(current)), keys);
  useHotkey('e', () => current?.item.kind === 'card' && setEditing(current.id), keys);
  useHotkey(['r', 'delete'], () => current !== undefined && settled(() => remove([current])), keys);
  useHotkey(['j', 'down'], () => go(index + 1), keys);
  useHotkey('up', () => go(index - 1), keys);
  useEffect(() => {
    if (picked !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [picked]);

  if (listed.data === undefined) {
    return listed.isError ? (
      <ErrorState safe="Your cards are safe on the server." onRetry={() => void listed.refetch()} busy={listed.isFetching && 'Trying'}>
        {errorDetail(listed.error)}
      </ErrorState>
    ) : (
      <Skeleton noun="Fetching what changed" lines={5} />
    );
  }
  if (open.length === 0) {
    return (
      <EmptyState
        title={of > 0 ? 'All decided.' : 'There is nothing to decide.'}
        action={
          <ButtonLink variant="primary" href={routes.document(document.id)}>
            Open the document
          </ButtonLink>
        }
      >
        {of > 0 ? `You decided about ${counted(of, 'item')}.` : 'Every card and question of this document rests on words that are in it.'}
      </EmptyState>
    );
  }
  const gone = open.filter((change) => change.kind === 'gone');
  return (
    <>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-24 font-semibold">{counted(open.length, 'item')} to decide</h1>
          <p className="mt-1 text-14 text-ink2">Their words are not in the new version any more. What you answered stays, whatever you decide.</p>
        </div>
        {mayDecide && gone.length > 1 && <Button onClick={() => settled(() => remove(gone))}>Delete all {gone.length} that are gone</Button>}
      </header>
      <div className="mt-5 flex items-center gap-4">
        <ProgressBar value={of - open.length} max={of} label="Decided" />
        <p className="shrink-0 text-13 text-ink2">
          {of - open.length} of {of} decided
        </p>
      </div>
      <ol ref={list} className="mt-4 border-t border-line">
        {open.map((change) => (
          <Change key={change.id} kind={document.pageKind} change={change} current={change === current} onPick={() => setPicked(change.id)}>
            {mayDecide && change === current && <Decisions change={change} editing={editing === change.id} onEdit={setEditing} onKeep={(edited) => settled(() => keep(change, edited))} onDelete={() => settled(() => remove([change]))} />}
          </Change>
        ))}
      </ol>
    </>
  );
}

interface DecisionsProps {
  change: CitationChangeView;
  editing: boolean;
  onEdit: (id: string | null) => void;
  onKeep: (edited: boolean) => void;
  onDelete: () => void;
}

function Decisions({ change, editing, onEdit, onKeep, onDelete }: DecisionsProps) {
  const { item } = change;
  if (editing && item.kind === 'card') {
    return (
      <div className="mt-4">
        <CardEditor card={item} onSaved={() => onKeep(true)} onCancel={() => onEdit(null)} />
      </div>
    );
  }
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button size={32} kbd="k" onClick={() => onKeep(false)}>
        Keep
      </Button>
      {item.kind === 'card' && (
        <Button size={32} kbd="e" onClick={() => onEdit(change.id)}>
          Edit
        </Button>
      )}
      <Button size={32} kbd="r" onClick={onDelete}>
        Delete
      </Button>
    </div>
  );
}
