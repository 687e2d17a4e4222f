'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RenameDialog } from '@/parts/rename-dialog.tsx';
import { useTRPC } from '@/trpc/client.tsx';

export function RenameDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const rename = useMutation(
    trpc.document.rename.mutationOptions({
      onSuccess: async () => {
        await Promise.all([cache.invalidateQueries(trpc.document.pathFilter()), cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId })), cache.invalidateQueries(trpc.flashcard.pathFilter())]);
        onClose();
      },
    }),
  );
  return (
    <RenameDialog
      title="Rename the document"
      description="Its cards and questions name it as their source."
      label="Title"
      value={document.title}
      busy={rename.isPending}
      error={rename.error}
      onSave={(title) => rename.mutate({ id: document.id, title })}
      onClose={onClose}
    />
  );
}
