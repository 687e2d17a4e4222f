import { clozeGap } from '@studywright/core/study/gap';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface CardTextProps {
  type: 'basic' | 'cloze';
  front: string;
  /** Given: the gap is filled with it. */
  back?: string | undefined;
  className?: string;
}

/** A card's front. The gap of a cloze card is drawn, and filled once the answer is shown. */
export function CardFront({ type, front, back, className }: CardTextProps) {
  const gap = type === 'cloze' ? front.indexOf(clozeGap) : -1;
  const text: ReactNode =
    gap === -1 ? (
      front
    ) : (
      <>
        {front.slice(0, gap)}
        {back === undefined ? (
          <span className="inline-block min-w-[3.2em] border-b-2 border-edge text-center text-ink3">
            <span aria-hidden="true">…</span>
            <span className="sr-only">gap</span>
          </span>
        ) : (
          <strong className="border-b-2 border-edge font-semibold">{back}</strong>
        )}
        {front.slice(gap + clozeGap.length)}
      </>
    );
  return <span className={clsx('font-serif wrap-break-word whitespace-pre-line', className)}>{text}</span>;
}
