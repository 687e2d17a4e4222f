'use client';

import type { GenerationView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/parts/button.tsx';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { isOpen, useLatestGeneration } from './use-live-generations.ts';
import { itemWords, resultWords } from './words.ts';

/** How long a request that is done is told of, in milliseconds. */
const toldForMs = 3_600_000;

/** What is being made for a course, or was made lately: how far it is, what came of it, and how to stop it or go on. */
export function GenerationLine({ courseId, runs, className }: { courseId: string; /** Whether the reader may stop it. */ runs: boolean; className?: string }) {
  const latest = useLatestGeneration(courseId);
  const [dismissed, dismiss] = useState<string | null>(null);
  if (latest === undefined || latest.id === dismissed || (!isOpen(latest) && !lately(latest))) return null;
  return (
    <div className={className}>
      {isOpen(latest) ? <Working generation={latest} runs={runs} /> : <Ended generation={latest} runs={runs} onDismiss={() => dismiss(latest.id)} />}
    </div>
  );
}

function lately({ finishedAt }: GenerationView): boolean {
  return finishedAt !== null && Date.now() - Date.parse(finishedAt) < toldForMs;
}

function Working({ generation, runs }: { generation: GenerationView; runs: boolean }) {
  const { cancel } = useGenerationActions();
  const so = generation.cards + generation.questions > 0 ? ` ${itemWords(generation)} so far.` : '';
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 pb-2">
        <p role="status" className="text-14 text-ink2">
          <span className="font-medium text-ink">Making more.</span> {generation.activity}.{so}
        </p>
        {runs && (
          <Button size={28} onClick={() => cancel.mutate({ id: generation.id })} busy={cancel.isPending && 'Stopping'}>
            Stop
          </Button>
        )}
      </div>
      <ProgressBar look="line" value={generation.percent} label="Making more cards and questions" />
      {cancel.isError && <p role="alert" className="mt-2 text-13 text-danger">{errorDetail(cancel.error)}</p>}
    </>
  );
}

function Ended({ generation, runs, onDismiss }: { generation: GenerationView; runs: boolean; onDismiss: () => void }) {
  const { resume } = useGenerationActions();
  const { status, error } = generation;
  const stopped = status === 'failed' ? `${error?.detail ?? 'Making more stopped.'} ${kept(generation)}` : `You stopped it. ${kept(generation)}`;
  return (
    <div className="flex items-start justify-between gap-4 border-y border-line py-2.5">
      <div className="min-w-0">
        <p role={status === 'failed' ? 'alert' : 'status'} className="text-14 text-ink2">
          {status === 'ready' ? resultWords(generation) : stopped}
        </p>
        {resume.isError && <p role="alert" className="mt-1 text-13 text-danger">{errorDetail(resume.error)}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-2">
        {runs && status !== 'ready' && (
          <Button size={28} onClick={() => resume.mutate({ id: generation.id })} busy={resume.isPending && 'Going on'}>
            Go on
          </Button>
        )}
        <IconButton size={28} label="Dismiss" icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={onDismiss} />
      </div>
    </div>
  );
}

function kept(generation: GenerationView): string {
  return generation.cards + generation.questions > 0 ? `What was made is kept: ${itemWords(generation)}.` : 'Nothing was made yet.';
}

function useGenerationActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries(trpc.generation.list.pathFilter());
  return { cancel: useMutation(trpc.generation.cancel.mutationOptions({ onSuccess })), resume: useMutation(trpc.generation.resume.mutationOptions({ onSuccess })) };
}
