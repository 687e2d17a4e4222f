'use client';

import type { NoteView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/button.tsx';
import { ConfirmDelete } from '@/parts/confirm-delete.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { useRefreshNotes } from './use-note-actions.ts';

/** Asks whether a new version takes the place of one that was edited. */
export function NewVersion({ note }: { note: NoteView }) {
  const trpc = useTRPC();
  const refresh = useRefreshNotes();
  const [asking, setAsking] = useState(false);
  const decide = useMutation(trpc.note.decide.mutationOptions({ onSuccess: refresh, onError: (error) => notify(errorDetail(error)) }));
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line bg-paper2 px-5 py-4 md:px-8 xl:px-10 print:hidden" role="status">
      <p className="min-w-60 flex-1 text-14">
        <span className="font-medium">A new version is made.</span> <span className="text-ink2">You edited this one, so it stands here until you decide.</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size={32} busy={decide.isPending && 'Keeping'} onClick={() => decide.mutate({ id: note.id, take: false })}>
          Keep mine
        </Button>
        <Button size={32} onClick={() => setAsking(true)}>
          Use the new one
        </Button>
      </div>
      <ConfirmDelete
        open={asking}
        onOpenChange={setAsking}
        title="Use the new version?"
        keep="Keep mine"
        confirm="Use the new one"
        busy={decide.isPending && 'Replacing'}
        onConfirm={() => decide.mutate({ id: note.id, take: true }, { onSuccess: () => setAsking(false) })}
      >
        What you wrote into this note is then gone and can’t be brought back.
      </ConfirmDelete>
    </div>
  );
}
