'use client';

import type { CourseView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, CalendarDays, Ellipsis, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '@/parts/button.tsx';
import { Menu, MenuItem, MenuRule } from '@/parts/menu.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

const EditCourse = dynamic(() => import('@/features/course/edit-course.tsx').then((module) => module.EditCourse), { ssr: false });
const DeleteCourse = dynamic(() => import('@/features/course/delete-course.tsx').then((module) => module.DeleteCourse), { ssr: false });

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with a course besides opening it. `onDeleted` leaves a page that shows it. */
export function CourseMenu({ course, onDeleted }: { course: CourseView; onDeleted?: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [panel, setPanel] = useState<'edit' | 'delete' | null>(null);
  const [used, setUsed] = useState(false);
  const archived = course.archivedAt !== null;
  const archive = useMutation(
    trpc.course.update.mutationOptions({
      onSuccess: async (_, input) => {
        await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
        notify(`${input.archived === true ? 'Archived' : 'Brought back'}: ${course.name}`, () => archive.mutate({ id: course.id, archived: input.archived !== true }));
      },
      onError: (error) => notify(errorDetail(error)),
    }),
  );
  const show = (next: 'edit' | 'delete') => {
    setUsed(true);
    setPanel(next);
  };
  return (
    <>
      <Menu trigger={<IconButton size={28} label={`More for ${course.name}`} icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
        <MenuItem icon={<CalendarDays {...icon} />} onSelect={() => show('edit')}>
          Name and exam date
        </MenuItem>
        <MenuItem icon={archived ? <ArchiveRestore {...icon} /> : <Archive {...icon} />} onSelect={() => archive.mutate({ id: course.id, archived: !archived })}>
          {archived ? 'Bring back' : 'Archive'}
        </MenuItem>
        <MenuRule />
        <MenuItem icon={<Trash2 {...icon} />} danger onSelect={() => show('delete')}>
          Delete
        </MenuItem>
      </Menu>
      {used && <EditCourse course={course} open={panel === 'edit'} onClose={() => setPanel(null)} />}
      {used && <DeleteCourse course={course} open={panel === 'delete'} onClose={() => setPanel(null)} onDeleted={onDeleted} />}
    </>
  );
}
