'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { inWork, useLiveDocuments } from '@/features/document/use-live-documents.ts';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

/** A revised version on its way, and what one that came asks of those who run the course. Nothing where there is none. */
export function RevisionBar({ document, mayChange }: { document: DocumentView; mayChange: boolean }) {
  const { revising, changes } = document;
  useLiveDocuments(document.courseId, revising !== null && revising.error === null && !inWork(document));
  useNewPages(document);
  return (
    <>
      {document.tags.length > 0 && (
        <p className="border-b border-line px-5 py-1.5 text-13 text-ink2 md:px-8 xl:px-10">
          <span className="sr-only">Tags: </span>
          {document.tags.join(' · ')}
        </p>
      )}
      {revising !== null && (revising.error === null ? <Reading document={document} revising={revising} mayChange={mayChange} /> : <Failed document={document} detail={detailOf(revising.error)} mayChange={mayChange} />)}
      {mayChange && changes > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-5 py-2.5 md:px-8 xl:px-10">
          <p className="text-14">{changes === 1 ? '1 item rests' : `${counted(changes, 'item')} rest`} on text that changed.</p>
          <ButtonLink size={28} href={routes.changes(document.id)}>
            Compare
          </ButtonLink>
        </div>
      )}
    </>
  );
}

/** Only a document that is new asks for its password: what stands is read already. */
function detailOf({ code, detail }: { code: string; detail: string }): string {
  return code === 'PASSWORD_NEEDED' ? 'It is protected by a password. Save it without one in the program it comes from, and replace the document with that.' : detail;
}

/** Pages are kept for as long as the document is the same: once another version stands, they are read anew. */
function useNewPages({ revision }: DocumentView): void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const shown = useRef(revision);
  useEffect(() => {
    if (shown.current === revision) return;
    shown.current = revision;
    void cache.invalidateQueries(trpc.document.page.pathFilter());
    void cache.invalidateQueries(trpc.document.items.pathFilter());
    void cache.invalidateQueries(trpc.flashcard.pathFilter());
  }, [cache, trpc, revision]);
}

function useRefreshDocument(document: DocumentView) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return (fresh: DocumentView) => {
    cache.setQueryData(trpc.document.get.queryKey({ id: document.id }), fresh);
    void cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId }));
  };
}

function Reading({ document, revising, mayChange }: { document: DocumentView; revising: NonNullable<DocumentView['revising']>; mayChange: boolean }) {
  const trpc = useTRPC();
  const discard = useMutation(trpc.document.discardRevision.mutationOptions({ onSuccess: useRefreshDocument(document) }));
  return (
    <div className="border-b border-line">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-2.5 md:px-8 xl:px-10">
        <p className="min-w-0 flex-1 basis-60 text-14" role="status">
          <span className="font-medium wrap-break-word">New version: {revising.fileName}</span>{' '}
          <span className="text-ink2">
            {revising.percent} %. {revising.activity}. Until it is read, everything stays as it is.
          </span>
        </p>
        {mayChange && (
          <Button size={28} onClick={() => discard.mutate({ id: document.id })} busy={discard.isPending && 'Stopping'}>
            Cancel
          </Button>
        )}
        {discard.isError && (
          <p role="alert" className="basis-full text-13 text-danger">
            {errorDetail(discard.error)}
          </p>
        )}
      </div>
      <ProgressBar look="line" value={revising.percent} label={`Reading the new version of ${document.title}`} />
    </div>
  );
}

function Failed({ document, detail, mayChange }: { document: DocumentView; detail: string; mayChange: boolean }) {
  const trpc = useTRPC();
  const refresh = useRefreshDocument(document);
  const retry = useMutation(trpc.document.retryRevision.mutationOptions({ onSuccess: refresh }));
  const discard = useMutation(trpc.document.discardRevision.mutationOptions({ onSuccess: refresh }));
  const failed = retry.error ?? discard.error;
  return (
    <div className="border-b border-line px-5 py-5 md:px-8 xl:px-10">
      <ErrorState safe="The version you have is as it was, with all its cards.">
        <p>The new version, {document.revising?.fileName}, could not be read. {detail}</p>
        {mayChange && (
          <div className="mt-3 flex flex-wrap gap-2">
            <Button size={28} onClick={() => retry.mutate({ id: document.id })} busy={retry.isPending && 'Starting again'}>
              Try again
            </Button>
            <Button size={28} onClick={() => discard.mutate({ id: document.id })} busy={discard.isPending && 'Discarding'}>
              Discard the new version
            </Button>
          </div>
        )}
        {failed !== null && <p className="mt-2 text-danger">{errorDetail(failed)}</p>}
      </ErrorState>
    </div>
  );
}
