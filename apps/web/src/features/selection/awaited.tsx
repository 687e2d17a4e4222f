import type { InquiryView } from '@studywright/core';
import type { ReactNode } from 'react';
import { Button } from '@/parts/button.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { type Inquiry, insteadWords } from './use-inquiry.ts';

export interface AwaitedProps {
  inquiry: Inquiry;
  /** What is waited for, until the server says it in its own words: “Asking for an explanation”. */
  noun: string;
  children: (view: InquiryView | undefined) => ReactNode;
}

/** An answer about marked words, or that it is still to come, or why there is none and how to ask again. */
export function Awaited({ inquiry: { view, waiting, problem, again }, noun, children }: AwaitedProps) {
  if (waiting) return <Skeleton noun={view?.activity ?? noun} lines={4} />;
  if (problem !== undefined) {
    return (
      <div role="alert" className="text-14 text-ink2">
        <p>{problem}</p>
        <Button size={28} className="mt-2" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div aria-live="polite">
      {children(view)}
      {insteadWords(view) !== '' && <p className="mt-4 text-13 text-ink2">{insteadWords(view)}</p>}
    </div>
  );
}
