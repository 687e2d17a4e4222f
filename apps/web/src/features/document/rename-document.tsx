'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { TextField } from '@/parts/field.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';

export function RenameDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [title, setTitle] = useState(document.title);
  const rename = useMutation(
    trpc.document.rename.mutationOptions({
      onSuccess: async () => {
        await Promise.all([cache.invalidateQueries(trpc.document.pathFilter()), cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId })), cache.invalidateQueries(trpc.flashcard.pathFilter())]);
        onClose();
      },
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Rename the document" description="Its cards and questions name it as their source.">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ id: document.id, title });
        }}
      >
        <TextField label="Title" name="title" autoFocus autoComplete="off" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} error={rename.isError ? (fieldErrors(rename.error)['title'] ?? errorDetail(rename.error)) : undefined} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={rename.isPending && 'Saving'}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
