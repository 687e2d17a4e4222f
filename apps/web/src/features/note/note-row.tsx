import type { NoteSummary } from '@studywright/core';
import Link from 'next/link';
import { routes } from '@/lib/routes.ts';
import { ProgressBar } from '@/parts/progress-bar.tsx';
import { inMaking, kinds, sizeOf } from './kinds.ts';

/** A note in a list: what it is, what it is about, and how far it is. */
export function NoteRow({ note }: { note: NoteSummary }) {
  return (
    <li className="border-b border-line last:border-b-0">
      <Link href={routes.note(note.id)} className="group flex min-h-11 items-start justify-between gap-3 rounded-4 py-2">
        <span className="min-w-0 flex-1">
          <span className="block text-14 font-medium wrap-break-word underline-offset-4 group-hover:underline">{note.title}</span>
          <span className="block text-13 text-ink2">
            {kinds[note.kind].name}
            {note.edited && ', edited'}
          </span>
          {inMaking(note) && <ProgressBar value={note.percent} label={`${note.title}: ${note.activity}`} look="line" className="mt-1.5" />}
        </span>
        <span className="shrink-0 text-13 text-ink2">{stateOf(note)}</span>
      </Link>
    </li>
  );
}

function stateOf(note: NoteSummary): string | null {
  if (inMaking(note)) return note.status === 'queued' ? 'Waiting' : 'In the making';
  if (note.status === 'failed') return note.size === null ? 'Not made' : 'Not renewed';
  return note.undecided ? 'New version' : sizeOf(note);
}
