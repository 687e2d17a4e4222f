import type { DocumentView } from '@studywright/core';
import { clsx } from 'clsx';
import { CircleAlert, Lock } from 'lucide-react';
import { counted, timeLeft } from '@/lib/format.ts';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { needsPassword } from './document-steps.ts';

/** “62%, page 12 of 28, about 2 min left”. */
export function progressWords(document: DocumentView): string {
  const activity = document.activity === '' ? null : document.activity.charAt(0).toLowerCase() + document.activity.slice(1);
  return [`${document.percent}%`, activity, timeLeft(document.secondsLeft)].filter((part) => part !== null).join(', ');
}

/** “12 cards, 4 questions, 63 drafts”. */
export function madeWords({ counts: { cards, questions, drafts } }: DocumentView): string {
  if (drafts === 0) return `${counted(cards, 'card')}, ${counted(questions, 'question')}`;
  return [...(cards > 0 ? [counted(cards, 'card')] : []), ...(questions > 0 ? [counted(questions, 'question')] : []), counted(drafts, 'draft')].join(', ');
}

/** What a list says about a document: how far it is, what it holds, or why it could not be read. */
export function DocumentStatus({ document, className }: { document: DocumentView; className?: string }) {
  switch (document.status) {
    case 'queued':
      return <p className={clsx('text-13 text-ink2', className)}>Waits for its turn</p>;
    case 'working':
      return (
        <div className={className}>
          <ProgressBar value={document.percent} label={`Work on ${document.title}`} className="my-1.5 h-1!" />
          <p className="text-13 text-ink2">{progressWords(document)}</p>
        </div>
      );
    case 'failed':
      if (needsPassword(document)) {
        return (
          <p className={clsx('flex gap-1.5 text-13 text-ink', className)}>
            <Lock size={15} strokeWidth={1.5} aria-hidden="true" className="mt-px shrink-0" />
            Waits for its password
          </p>
        );
      }
      return (
        <p className={clsx('flex gap-1.5 text-13 text-ink', className)}>
          <CircleAlert size={15} strokeWidth={1.5} aria-hidden="true" className="mt-px shrink-0 text-danger" />
          Could not be read. Open it to see why
        </p>
      );
    case 'cancelled':
      return <p className={clsx('text-13 text-ink2', className)}>Stopped by you at {document.percent}%</p>;
    case 'ready':
      return (
        <p className={clsx('text-13 text-ink2', className)}>
          {madeWords(document)}
        </p>
      );
  }
}
