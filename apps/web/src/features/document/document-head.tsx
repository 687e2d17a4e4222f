'use client';

import { documentSteps } from '@studywright/core/document/steps';
import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { counted } from '@/lib/format.ts';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { type Step, Stepper } from '@/parts/stepper.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { progressWords } from './document-status.tsx';

const labels = { read: 'Read text', ocr: 'Read pictures', topics: 'Find topics', write: 'Write and check quotes', finish: 'Done' } as const;

function stepsOf(document: DocumentView): Step[] {
  const at = documentSteps.indexOf(document.step);
  return documentSteps.map((step, index) => {
    if (document.status === 'ready' || index < at) return { label: labels[step], state: 'done' };
    if (index > at || document.status === 'queued') return { label: labels[step], state: 'todo' };
    return { label: labels[step], state: document.status === 'failed' ? 'failed' : 'current' };
  });
}

function words(document: DocumentView): string {
  switch (document.status) {
    case 'queued':
      return 'Waits for its turn';
    case 'working':
      return progressWords(document);
    case 'failed':
    case 'cancelled':
      return 'Stopped';
    case 'ready':
      return [counted(document.counts.topics, 'topic'), counted(document.counts.cards, 'card'), counted(document.counts.questions, 'question')].join(', ');
  }
}

/** How far the work is; once it is done, what came of it. Of one height in every state. */
export function DocumentHead({ document }: { document: DocumentView }) {
  return (
    <>
      <div className="flex min-h-15 flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-3 md:px-8 xl:px-10">
        <Stepper label="Steps of the work on this document" steps={stepsOf(document)} />
        <p className="text-14 text-ink2 md:text-right" role="status">
          {words(document)}
        </p>
      </div>
      {document.status === 'working' || document.status === 'queued' ? <ProgressBar look="line" value={document.percent} label={`Work on ${document.title}`} /> : <div className="h-0.75 border-b border-line" />}
      {document.status === 'failed' && <Failed document={document} />}
    </>
  );
}

function Failed({ document }: { document: DocumentView }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const retry = useMutation(
    trpc.document.retry.mutationOptions({
      onSuccess: (fresh) => {
        cache.setQueryData(trpc.document.get.queryKey({ id: document.id }), fresh);
        void cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId }));
      },
    }),
  );
  return (
    <div className="border-b border-line px-5 py-6 md:px-8 xl:px-10">
      <ErrorState
        safe={document.counts.cards > 0 ? `Your file is safe, and so are the ${counted(document.counts.cards, 'card')} made so far.` : 'Your file is safe on the server.'}
        onRetry={() => retry.mutate({ id: document.id })}
        retryLabel="Try again"
        busy={retry.isPending && 'Starting again'}
      >
        <p>{document.error?.detail ?? 'The work on it stopped.'}</p>
        {retry.isError && <p className="mt-1 text-danger">{errorDetail(retry.error)}</p>}
      </ErrorState>
    </div>
  );
}
