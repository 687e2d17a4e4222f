'use client';

import type { DocumentPageView, DocumentView } from '@studywright/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApiAddress } from '@/lib/api-address.tsx';
import { routes } from '@/lib/routes.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { type PagePicture, pictureSizes, pictureSources } from './picture-sources.ts';
import type { Passage } from './use-item-focus.ts';
import { useLatestPage } from './use-latest-page.ts';
import { inWork } from './use-live-documents.ts';

function whole(value: string | null): number | null {
  const read = value === null ? Number.NaN : Number(value);
  return Number.isInteger(read) && read >= 0 ? read : null;
}

/** Which page is open: the one of the address, else the one where work goes on. */
export function useOpenPage(document: DocumentView) {
  const search = useSearchParams();
  const asked = whole(search.get('page'));
  const start = whole(search.get('start'));
  const end = whole(search.get('end'));
  const latest = useLatestPage(document.id, document.counts.cards + document.counts.questions + document.counts.drafts, asked === null && inWork(document));
  const of = document.pages ?? 1;
  const page = Math.min(of, Math.max(1, asked ?? latest ?? 1));
  const passage = useMemo<Passage | null>(() => (start !== null && end !== null && end > start ? { start, end } : null), [start, end]);
  // The address follows without a request: the page is the same, only turned.
  const turn = useCallback((next: number) => window.history.replaceState(null, '', routes.document(document.id, { page: next })), [document.id]);
  return { page, of, passage, turn };
}

/** A page as it was read. It does not change, but while pictures are read, and with a revised version. */
export function usePageText(document: DocumentView, page: number) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { id, revision, step, pictures } = document;
  const known = `${revision}/${step === 'read' || step === 'ocr'}/${pictures.read}`;
  const before = useRef(known);
  useEffect(() => {
    if (before.current === known) return;
    before.current = known;
    void cache.invalidateQueries(trpc.document.page.pathFilter());
  }, [cache, trpc, id, known]);
  return useQuery(trpc.document.page.queryOptions({ documentId: id, page }, { enabled: document.pages !== null, staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData }));
}

/** Has the neighbouring pages ready before they are turned to, with their pictures where those are looked at. */
export function usePageNeighbours(document: DocumentView, page: number, pictures: boolean): void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const address = useApiAddress();
  const of = document.pages ?? 0;
  useEffect(() => {
    let dropped = false;
    const fetchAhead = async (number: number) => {
      const { picture } = await cache.fetchQuery(trpc.document.page.queryOptions({ documentId: document.id, page: number }, { staleTime: Number.POSITIVE_INFINITY }));
      if (dropped || !pictures || picture === null) return;
      const image = new Image();
      const { src, srcSet } = pictureSources(address, picture.url);
      Object.assign(image, { fetchPriority: 'low', sizes: pictureSizes(1), srcset: srcSet, src });
    };
    for (const number of [page + 1, page - 1]) {
      // Asked again, with its error shown, once somebody turns to it.
      if (number >= 1 && number <= of) fetchAhead(number).catch(() => undefined);
    }
    return () => {
      dropped = true;
    };
  }, [cache, trpc, address, document.id, page, of, pictures]);
}

export interface PictureState {
  /** Null where there is none, or where it could not be fetched. */
  picture: PagePicture | null;
  failed: boolean;
  onFailed: () => void;
  retry: () => void;
}

/**
 * The picture of a page, as long as it can be fetched. Addresses work for a while: after a failure a new one is asked for
 * by itself, once.
 */
export function usePicture(page: DocumentPageView | undefined, askAgain: () => void): PictureState {
  const [failed, setFailed] = useState<string | null>(null);
  const asked = useRef<number | null>(null);
  const picture = page?.picture ?? null;
  return {
    picture: picture === null || picture.url === failed ? null : picture,
    failed: picture !== null && picture.url === failed,
    onFailed() {
      if (page === undefined || picture === null) return;
      setFailed(picture.url);
      if (asked.current === page.number) return;
      asked.current = page.number;
      askAgain();
    },
    retry: () => setFailed(null),
  };
}
