import { clsx } from 'clsx';
import type { Ref } from 'react';
import { excerpt } from './excerpt.ts';

export interface QuotePassage {
  text: string;
  /** Where in `text` the quote stands; UTF-16 offsets. */
  start: number;
  end: number;
}

export interface QuoteProps {
  passage: QuotePassage;
  /** Pointed at: the stronger yellow. */
  strong?: boolean;
  /** Most characters shown on either side of the quote; whole words, with an ellipsis. Left out: the whole passage. */
  around?: number;
  /** Lets a leader line find the highlighted words. */
  markRef?: Ref<HTMLElement>;
  className?: string;
}

/** A passage as it stands in the document. Yellow lies over the verbatim words and nothing else. */
export function Quote({ passage, strong = false, around, markRef, className }: QuoteProps) {
  const { before, quote, after } = excerpt(passage, around);
  return (
    <blockquote className={clsx('font-serif text-passage wrap-break-word whitespace-pre-line text-ink2', className)}>
      {before}
      <mark ref={markRef} className={clsx('highlight', strong && 'highlight-strong')}>
        {quote}
      </mark>
      {after}
    </blockquote>
  );
}
