'use client';

import { clsx } from 'clsx';
import type { Intervals, Rating } from '@studywright/core';
import { interval } from '@/lib/format.ts';
import { Kbd } from './kbd.tsx';

export const ratings: readonly { rating: Rating; word: string; fill: string }[] = [
  { rating: 1, word: 'Again', fill: 'bg-again' },
  { rating: 2, word: 'Hard', fill: 'bg-hard' },
  { rating: 3, word: 'Good', fill: 'bg-good' },
  { rating: 4, word: 'Easy', fill: 'bg-easy' },
];

export interface RatingButtonsProps {
  /** Seconds until the card would come back, by rating. */
  intervals: Intervals;
  onRate: (rating: Rating) => void;
  className?: string;
}

/** Word, next interval, key, and one to four strokes: the colour is never the only sign. Height 60, as “Show answer” in the same place. */
export function RatingButtons({ intervals, onRate, className }: RatingButtonsProps) {
  return (
    <div role="group" aria-label="How well did you know it?" className={clsx('grid grid-cols-4 gap-1.5 md:gap-2', className)}>
      {ratings.map(({ rating, word, fill }) => (
        <button
          key={rating}
          type="button"
          onClick={() => onRate(rating)}
          aria-keyshortcuts={String(rating)}
          className="relative flex h-15 items-center justify-between gap-2 overflow-hidden rounded-8 border border-line2 px-1 pt-1 text-left transition-colors hover:bg-paper3 max-md:h-16 max-md:justify-center max-md:text-center md:px-3.5"
        >
          <span aria-hidden="true" className="absolute -inset-x-px -top-px grid h-1 grid-cols-4 gap-0.5">
            {ratings.map((stroke) => (
              <span key={stroke.rating} className={stroke.rating <= rating ? fill : 'bg-line'} />
            ))}
          </span>
          <span className="min-w-0">
            <span className="block text-15 leading-5 font-semibold text-ink">{word}<span className="sr-only">, comes back in</span></span>
            <span className="block text-13 text-ink2">{interval(intervals[rating])}</span>
          </span>
          <Kbd keys={String(rating)} className="max-md:hidden" />
        </button>
      ))}
    </div>
  );
}
