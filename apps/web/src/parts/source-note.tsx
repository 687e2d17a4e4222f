import { clsx } from 'clsx';
import { Check, FileText } from 'lucide-react';
import Link from 'next/link';
import type { Ref } from 'react';
import type { PageKind, SourceView } from '@studywright/core';
import { routes } from '@/lib/routes.ts';
import { Quote } from './quote.tsx';

/** “p. 12”, “slide 12”: short, for behind a title. */
export function pageRef(kind: PageKind, page: number): string {
  return `${kind === 'page' ? 'p.' : kind}\u00a0${page}`;
}

/** “Memory, p. 12”, with the document's icon. */
export function SourceLabel({ title, kind = 'page', page, outdated = false, href, headRef, className }: { title: string; kind?: PageKind; page: number; outdated?: boolean; href?: string; headRef?: Ref<HTMLSpanElement>; className?: string }) {
  const name = `${title}, ${pageRef(kind, page)}${outdated ? ' of an earlier version' : ''}`;
  return (
    <span ref={headRef} className={clsx('inline-flex items-center gap-2 text-13 font-medium text-ink2', className)}>
      <FileText size={15} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
      {href === undefined ? (
        <span>{name}</span>
      ) : (
        <Link href={href} className="underline-offset-4 hover:text-ink hover:underline">
          {name}
        </Link>
      )}
    </span>
  );
}

/** The page of a document, with the quote of a citation in view; where that is not in it any more, the document. */
export function sourceHref(source: Pick<SourceView, 'documentId' | 'citation' | 'outdated'>): string {
  if (source.outdated) return routes.document(source.documentId);
  const { page, start, end } = source.citation;
  return routes.document(source.documentId, { page, start, end });
}

export interface SourceNoteProps {
  source: SourceView;
  strong?: boolean;
  /** Characters of the passage on either side of the quote; left out: all of it. */
  around?: number;
  /** Says that the quote was matched again in the document; true of everything that was stored. */
  verified?: boolean;
  /** Where a leader line ends. */
  headRef?: Ref<HTMLSpanElement>;
  className?: string;
}

/** Where something comes from: document and page, the passage, and that it was found word for word. */
export function SourceNote({ source, strong, around, verified = true, headRef, className }: SourceNoteProps) {
  return (
    <div className={className}>
      <SourceLabel title={source.documentTitle} kind={source.kind} page={source.citation.page} outdated={source.outdated} href={sourceHref(source)} headRef={headRef} />
      <Quote passage={source.passage} strong={strong} around={around} className="mt-2" />
      {verified && (
        <p className="mt-3 flex items-center gap-2 text-12 text-ink2">
          <Check size={15} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
          {source.outdated ? 'Found word for word in an earlier version of your document' : 'Found word for word in your document'}
        </p>
      )}
    </div>
  );
}
