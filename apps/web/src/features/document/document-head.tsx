'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { Stepper } from '@/parts/stepper.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { madeWords, progressWords } from './document-status.tsx';
import { needsPassword, stepsOf } from './document-steps.ts';
import { builtInWords } from './made-by.ts';
import { inWork } from './use-live-documents.ts';

const UnlockForm = dynamic(() => import('./unlock-form.tsx').then((module) => module.UnlockForm), { ssr: false });
const ReplaceDocument = dynamic(() => import('@/features/revision/replace-document.tsx').then((module) => module.ReplaceDocument), { ssr: false });
const PagesToCheck = dynamic(() => import('./pages-to-check.tsx').then((module) => module.PagesToCheck));

function words(document: DocumentView): string {
  switch (document.status) {
    case 'queued':
      return 'Waits for its turn';
    case 'working':
      return progressWords(document);
    case 'failed':
      return needsPassword(document) ? 'Waits for its password' : `Stopped at ${document.percent}%`;
    case 'cancelled':
      return `Stopped by you at ${document.percent}%`;
    case 'ready':
      return [counted(document.counts.topics, 'topic'), madeWords(document)].join(', ');
  }
}

/** What is there whatever happens: “Your file is safe, and so are the 12 cards made so far.” */
function safe({ counts }: DocumentView): string {
  return counts.cards > 0 ? `Your file is safe, and so ${counts.cards === 1 ? 'is the card' : `are the ${counted(counts.cards, 'card')}`} made so far.` : 'Your file is safe on the server.';
}

export interface DocumentHeadProps {
  document: DocumentView;
  /** Whether the reader may stop the work and have it go on. */
  runs: boolean;
}

/** How far the work is; once it is done, what came of it. Of one height in every state. */
export function DocumentHead({ document, runs }: DocumentHeadProps) {
  const { cancel, retry } = useWork(document);
  const working = inWork(document);
  const [replacing, setReplacing] = useState(false);
  const close = useCallback(() => setReplacing(false), []);
  return (
    <>
      <div className="flex min-h-15 flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-3 md:px-8 xl:px-10">
        <Stepper label="Steps of the work on this document" steps={stepsOf(document)} />
        <div className="flex items-center gap-3">
          <p className="text-14 text-ink2 md:text-right" role="status">
            {[words(document), builtInWords(document)].filter((part) => part !== '').join('. ')}
          </p>
          {working && runs && (
            <Button size={28} onClick={() => cancel.mutate({ id: document.id })} busy={cancel.isPending && 'Stopping'}>
              Cancel
            </Button>
          )}
        </div>
      </div>
      {working ? <ProgressBar look="line" value={document.percent} label={`Work on ${document.title}`} /> : <div className="h-0.75 border-b border-line" />}
      {cancel.isError && working && <Below>{errorDetail(cancel.error)}</Below>}
      {needsPassword(document) && <Locked document={document} runs={runs} />}
      {/* Once another version is on its way, that one is told of. */}
      {document.status === 'failed' && !needsPassword(document) && document.revising === null && (
        <Below>
          <ErrorState safe={safe(document)}>
            <p>{document.error?.detail ?? 'The work on it stopped.'}</p>
            {runs && (
              <div className="mt-3 flex flex-wrap gap-2">
                {/* Where the file itself is at fault, another one helps. */}
                {document.error?.retryable !== true && (
                  <Button size={28} onClick={() => setReplacing(true)}>
                    Choose another file
                  </Button>
                )}
                <Button size={28} onClick={() => retry.mutate({ id: document.id })} busy={retry.isPending && 'Starting again'}>
                  Try again
                </Button>
              </div>
            )}
            {retry.isError && <p className="mt-2 text-danger">{errorDetail(retry.error)}</p>}
          </ErrorState>
          {replacing && <ReplaceDocument document={document} onClose={close} />}
        </Below>
      )}
      {document.status === 'cancelled' && (
        <Below>
          <p className="text-14 font-semibold">{safe(document)}</p>
          <p className="text-14 text-ink2">{runs ? 'Nothing more is made from it until you go on. It then begins where it stopped.' : 'Nothing more is made from it until it goes on.'}</p>
          {runs && (
            <Button size={28} className="mt-3" onClick={() => retry.mutate({ id: document.id })} busy={retry.isPending && 'Going on'}>
              Go on
            </Button>
          )}
          {retry.isError && (
            <p role="alert" className="mt-2 text-14 text-danger">
              {errorDetail(retry.error)}
            </p>
          )}
        </Below>
      )}
      {document.status === 'ready' && document.pictures.empty + document.pictures.unsure > 0 && <PagesToCheck document={document} />}
    </>
  );
}

function Below({ children }: { children: ReactNode }) {
  return <div className="border-b border-line px-5 py-6 md:px-8 xl:px-10">{children}</div>;
}

function Locked({ document, runs }: DocumentHeadProps) {
  return (
    <Below>
      <div className="flex max-w-150 gap-3">
        <Lock size={18} strokeWidth={1.5} aria-hidden="true" className="mt-px shrink-0 text-ink2" />
        <div className="min-w-0 flex-1">
          <p className="text-14 font-semibold">{safe(document)}</p>
          <p className="text-14 text-ink2">It is protected by a password. {runs ? 'Type it, and the document is read.' : 'Those who run the course can open it.'}</p>
          {runs && <UnlockForm document={document} />}
        </div>
      </div>
    </Below>
  );
}

/** Stopping the work and going on with it; what is shown follows the answer at once. */
function useWork(document: DocumentView) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const onSuccess = (fresh: DocumentView) => {
    cache.setQueryData(trpc.document.get.queryKey({ id: document.id }), fresh);
    void cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId }));
  };
  const cancel = useMutation(trpc.document.cancel.mutationOptions({ onSuccess }));
  const retry = useMutation(trpc.document.retry.mutationOptions({ onSuccess }));
  return { cancel, retry };
}
