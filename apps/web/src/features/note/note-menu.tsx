'use client';

import type { NoteView } from '@studywright/core';
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { routes } from '@/lib/routes.ts';
import { IconButton } from '@/parts/button.tsx';
import { Menu, MenuItem, MenuRule } from '@/parts/menu.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { inMaking } from './kinds.ts';
import { useNoteActions } from './use-note-actions.ts';

/** Edit, make once more, print, take out, delete. */
export function NoteMenu({ note, onEdit, onPrint }: { note: NoteView; onEdit: () => void; onPrint: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const actions = useNoteActions();
  const made = note.content !== null;
  const takeOut = async () => {
    try {
      const { fileName, text } = await cache.fetchQuery(trpc.note.markdown.queryOptions({ id: note.id }, { staleTime: 0 }));
      saveAs(fileName, new Blob([text], { type: 'text/markdown;charset=utf-8' }));
    } catch (error) {
      notify(errorDetail(error));
    }
  };
  return (
    <Menu trigger={<IconButton label="What can be done with this note" icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
      {made && note.mayChange && <MenuItem onSelect={onEdit}>Edit</MenuItem>}
      {made && <MenuItem onSelect={onPrint}>Print</MenuItem>}
      {made && <MenuItem onSelect={() => void takeOut()}>Take out as Markdown</MenuItem>}
      {note.mayChange && !inMaking(note) && <MenuItem onSelect={() => actions.regenerate(note.id)}>{made ? 'Make a new version' : 'Try again'}</MenuItem>}
      {note.mayChange && (
        <>
          <MenuRule />
          <MenuItem onSelect={() => actions.remove(note, () => router.push(routes.course(note.courseId)))}>Delete</MenuItem>
        </>
      )}
    </Menu>
  );
}

function saveAs(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken it by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
