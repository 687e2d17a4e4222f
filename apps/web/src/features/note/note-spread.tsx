'use client';

import type { NoteContent, NoteSource, NoteView, SourceView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '@/parts/button.tsx';
import { LeaderLines } from '@/parts/leader-lines.tsx';
import { MarginSheet } from '@/parts/margin-sheet.tsx';
import { Spread } from '@/parts/margin.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { SourceNote } from '@/parts/source-note.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { FocusProvider, useNoteFocus } from './focus.tsx';

/** A note beside the passages that it rests on. */
export function NoteSpread({ note, content, children }: { note: NoteView; content: NoteContent; children: ReactNode }) {
  const focus = useNoteFocus(content);
  const { active, chosen, elements, pick } = focus;
  const [container, column, box, head] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLSpanElement>(null)];
  const top = useLevel(active === null ? null : elements.of(active.id), container, box);
  const found = useSource(note, active?.source ?? null);
  const links = useMemo(() => (active === null ? [] : [{ id: active.id, from: elements.of(active.id), to: head, edge: column, active: true }]), [active, elements, head, column]);
  const body = active?.source == null ? null : <SourceBody {...found} />;
  return (
    <FocusProvider value={{ ...focus, below: body }}>
      <Spread className="print:block print:bg-none">
        <div ref={container} className="relative grid lg:grid-cols-[minmax(0,1fr)_var(--margin)] print:block">
          <div ref={column} className="min-w-0 px-5 pt-6 pb-24 md:px-8 md:pt-8 xl:px-10 print:p-0">
            {children}
          </div>
          <aside aria-label="Source" className="relative max-lg:hidden print:hidden">
            <div ref={box} className="absolute inset-x-0 px-6 pb-8" style={{ top }}>
              {body === null ? null : <SourceBody {...found} headRef={head} />}
            </div>
          </aside>
          <LeaderLines container={container} links={links} watch={`${active?.id} ${top} ${found.source?.citation.quote}`} className="print:hidden" />
        </div>
      </Spread>
      {chosen && body !== null && (
        <MarginSheet label="Source" className="bottom-16 print:hidden">
          <div className="flex items-start justify-between gap-3 pt-2">
            <div className="min-w-0 flex-1">{body}</div>
            <IconButton label="Close the source" icon={<X size={18} strokeWidth={1.5} aria-hidden="true" />} onClick={() => pick(null)} />
          </div>
        </MarginSheet>
      )}
    </FocusProvider>
  );
}

/** Where the margin's note begins: level with the statement, and not below the end of the page. */
function useLevel(statement: { current: Element | null } | null, container: { current: HTMLElement | null }, box: { current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const outer = container.current;
    if (outer === null) return;
    const measure = () => {
      const line = statement?.current?.getClientRects()[0];
      if (line === undefined) return setTop(32);
      const wanted = line.top - outer.getBoundingClientRect().top;
      const most = Math.max(16, outer.getBoundingClientRect().height - (box.current?.offsetHeight ?? 0));
      setTop(Math.round(Math.min(wanted, most)));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(outer);
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, [statement, container, box]);
  return top;
}

interface Found {
  source: SourceView | undefined;
  /** Its document is not there any more. */
  gone: boolean;
}

/** The passage around a citation; the quote is known at once, what stands around it comes a moment later. */
function useSource(note: NoteView, cited: NoteSource | null): Found {
  const trpc = useTRPC();
  const document = note.documents.find(({ id }) => id === cited?.documentId);
  const { documentId = '', page = 1, start = 0, end = 1, quote = '?' } = cited ?? {};
  const got = useQuery(trpc.note.source.queryOptions({ id: note.id, documentId, page, start, end, quote }, { enabled: cited !== null && document !== undefined, staleTime: 300_000 }));
  if (cited === null) return { source: undefined, gone: false };
  const alone: SourceView = { documentId, documentTitle: document?.title ?? '', kind: document?.pageKind ?? 'page', citation: { page, start, end, quote }, passage: { text: quote, start: 0, end: quote.length }, outdated: false };
  return { source: got.data ?? alone, gone: document === undefined };
}

function SourceBody({ source, gone, headRef }: Found & { headRef?: { current: HTMLSpanElement | null } }) {
  if (source === undefined) return <Skeleton noun="Fetching the passage" lines={3} />;
  if (gone) return <p className="text-13 text-ink2">It was in a document that has been deleted: “{source.citation.quote}”</p>;
  return <SourceNote source={source} strong around={420} {...(headRef && { headRef })} />;
}
