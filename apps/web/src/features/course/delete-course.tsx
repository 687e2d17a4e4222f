'use client';

import type { CourseView } from '@studywright/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { counted, list } from '@/lib/format.ts';
import { ConfirmDelete } from '@/parts/confirm-delete.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

export interface DeleteCourseProps {
  course: CourseView;
  open: boolean;
  onClose: () => void;
  onDeleted?: (() => void) | undefined;
}

/** Asks, and says in figures what goes with a course. */
export function DeleteCourse({ course, open, onClose, onDeleted }: DeleteCourseProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const preview = useQuery(trpc.course.deletionPreview.queryOptions({ id: course.id }, { enabled: open }));
  const remove = useMutation(
    trpc.course.delete.mutationOptions({
      onSuccess: async () => {
        onClose();
        onDeleted?.();
        await Promise.all([cache.invalidateQueries(trpc.course.list.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
      },
    }),
  );
  const lost = preview.data;
  const things =
    lost === undefined
      ? []
      : [
          [lost.documents, 'document'] as const,
          [lost.cards, 'card'] as const,
          [lost.questions, 'question'] as const,
          [lost.reviews, 'answer'] as const,
          [lost.attempts, 'test'] as const,
        ].flatMap(([count, noun]) => (count > 0 ? [counted(count, noun)] : []));
  return (
    <ConfirmDelete open={open} onOpenChange={(next) => !next && onClose()} title={`Delete “${course.name}”?`} busy={remove.isPending && 'Deleting'} onConfirm={() => remove.mutate({ id: course.id })}>
      {lost === undefined ? (
        <p className="min-h-10">{preview.isError ? errorDetail(preview.error) : 'Counting what goes with it.'}</p>
      ) : (
        <p className="min-h-10">
          {things.length === 0 ? 'It is empty.' : `Its ${list(things)} go too${lost.members > 1 ? `, for all ${lost.members} members` : ''}.`} This cannot be undone. To keep everything and see it no more, archive the course instead.
        </p>
      )}
      {remove.isError && (
        <p role="alert" className="mt-2 text-danger">
          {errorDetail(remove.error)}
        </p>
      )}
    </ConfirmDelete>
  );
}
