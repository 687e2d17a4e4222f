'use client';

import type { DocumentPageView } from '@studywright/core';
import { clsx } from 'clsx';
import type { ReactNode, RefObject } from 'react';
import type { Elements } from './elements.ts';
import { type Block, blocksOf, type Mark, segmentsOf } from './page-blocks.ts';
import { pageName } from './page-name.ts';
import { useMarkPress } from './use-mark-press.ts';

export interface PageSheetProps {
  page: DocumentPageView;
  /** BCP 47, for the browser's hyphens and voices. */
  language: string | undefined;
  marks: readonly Mark[];
  /** The mark that is pointed at. */
  active: string | null;
  onPick: (markId: string) => void;
  /** Takes the first stretch of each mark, where its leader line begins. */
  ends: Elements;
  columnRef: RefObject<HTMLDivElement | null>;
}

/** One page as paper: its text as it was read, nothing of it ever markup, and yellow over what is cited. */
export function PageSheet({ page, language, marks, active, onPick, ends, columnRef }: PageSheetProps) {
  const blocks = blocksOf(page.text, page.headings);
  useMarkPress(columnRef, active, onPick);
  return (
    <article aria-label={`${pageName(page)} of ${page.of}`} lang={language} className="mx-auto w-full max-w-160 border border-line2 bg-raised px-5 py-8 md:px-14 md:py-12">
      <div ref={columnRef}>
        <p className="mb-6 flex justify-between gap-4 font-sans text-13 text-ink2">
          <span className="truncate">{page.label ?? page.title}</span>
          <span>{page.number}</span>
        </p>
        {blocks.length === 0 && <p className="font-sans text-14 text-ink2">There is no text here.</p>}
        {blocks.map((block) => (
          <PageBlock key={block.start} block={block}>
            {segmentsOf(block, marks).map((segment) => {
              const words = page.text.slice(segment.start, segment.end);
              if (segment.marks.length === 0) return words;
              const strong = active !== null && segment.marks.includes(active);
              return (
                <mark
                  key={segment.start}
                  ref={(node) => ends.attachFirst(segment.marks, node)}
                  data-active={strong || undefined}
                  data-marks={segment.marks.join(' ')}
                  className={clsx('highlight scroll-my-40 cursor-pointer', strong && 'highlight-strong')}
                >
                  {words}
                </mark>
              );
            })}
          </PageBlock>
        ))}
      </div>
    </article>
  );
}

function PageBlock({ block, children }: { block: Block; children: ReactNode }) {
  if (block.kind === 'heading') {
    const look = clsx('mb-2 font-serif font-semibold text-ink wrap-break-word first:mt-0', block.level <= 2 ? 'mt-6 text-18' : 'mt-5 text-passage');
    // A page may begin below the headings it belongs to: to those who listen all are of one level, so that none is missing.
    return (
      <h2 dir="auto" className={look}>
        {children}
      </h2>
    );
  }
  return (
    <p dir="auto" className="mb-3 font-serif text-passage wrap-break-word whitespace-pre-line text-ink md:hyphens-auto">
      {children}
    </p>
  );
}
