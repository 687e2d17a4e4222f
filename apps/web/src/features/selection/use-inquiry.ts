'use client';

import type { InquiryKind, InquiryView } from '@studywright/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useState } from 'react';
import { newId } from '@/lib/id.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

export interface Marked {
  documentId: string;
  page: number;
  words: string;
}

export interface Inquiry {
  /** Undefined until the server has it. */
  view: InquiryView | undefined;
  /** Whether an answer is still to come. */
  waiting: boolean;
  /** What failed, in words for a person. */
  problem: string | undefined;
  again: () => void;
  /** Tells the server that nobody waits any more. */
  drop: () => void;
}

/** How often a page asks by itself, should no word of a change reach it. */
const fallbackMs = 2_000;

const inWork = (view: InquiryView | undefined) => view?.status === 'queued' || view?.status === 'working';

/** Asks about marked words, and hears when the answer is there. In another language it is another request. */
export function useInquiry(courseId: string, kind: InquiryKind, marked: Marked, language: string | null = null): Inquiry {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [request, setRequest] = useState(() => ({ id: newId(), language }));
  if (request.language !== language) setRequest({ id: newId(), language });
  const { id } = request;
  const start = useMutation(trpc.inquiry.start.mutationOptions());
  const cancel = useMutation(trpc.inquiry.cancel.mutationOptions());
  const { mutate } = start;
  const { documentId, page, words } = marked;
  useEffect(() => mutate({ id, kind, selection: { documentId, page, words }, language }), [mutate, id, kind, documentId, page, words, language]);
  const started = start.data?.id === id;
  const got = useQuery(trpc.inquiry.get.queryOptions({ id }, { enabled: started, refetchInterval: (query) => (inWork(query.state.data ?? start.data) ? fallbackMs : false) }));
  const view = got.data ?? (started ? start.data : undefined);
  const waiting = start.isPending || (started && inWork(view));
  const read = () => void cache.invalidateQueries(trpc.inquiry.get.queryFilter({ id }));
  useSubscription(
    trpc.inquiry.changes.subscriptionOptions(
      { courseId },
      {
        enabled: waiting,
        onData: ({ inquiryId }) => inquiryId === id && read(),
        onConnectionStateChange: (connection) => {
          if (connection.state === 'pending') read();
        },
      },
    ),
  );
  const error = start.error ?? got.error;
  return {
    view,
    waiting,
    problem: error ? errorDetail(error) : (view?.error?.detail ?? undefined),
    again: () => setRequest({ id: newId(), language }),
    drop: () => {
      if (waiting) cancel.mutate({ id });
    },
  };
}

/** “By the built-in engine: the model did not answer.”; empty where the engine that was set up answered. */
export function insteadWords(view: Pick<InquiryView, 'instead'> | undefined): string {
  return view?.instead == null ? '' : `By the built-in engine: ${view.instead}.`;
}
