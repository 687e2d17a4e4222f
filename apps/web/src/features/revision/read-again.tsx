'use client';

import type { DocumentView, PictureReader } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { counted } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { RadioList } from '@/parts/radio.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { usePictureReaders } from './use-picture-readers.ts';

/** Reads the pages that are pictures once more, by the same reader or by the other one. */
export function ReadAgain({ document, by: asked = document.pictures.by, onClose }: { document: DocumentView; by?: PictureReader; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const readers = usePictureReaders();
  const [chosen, setChosen] = useState(asked);
  const by = readers.includes(chosen) ? chosen : 'ocr';
  const again = useMutation(
    trpc.document.readAgain.mutationOptions({
      onSuccess: (fresh) => {
        cache.setQueryData(trpc.document.get.queryKey({ id: document.id }), fresh);
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Read the pictures again"
      description={`${counted(document.pictures.read, 'page')} of this document ${document.pictures.read === 1 ? 'was' : 'were'} read from a picture. Cards whose words are found again keep everything; about the others you decide.`}
    >
      {readers.includes('model') && (
        <RadioList
          legend="Reader"
          value={by}
          onChange={setChosen}
          choices={[
            { value: 'ocr', label: 'The built-in reader', hint: 'Where Studywright runs.' },
            { value: 'model', label: 'The language model', hint: 'Sends the pages as pictures to the model that is set up here. A page that it does not read, the built-in reader reads.' },
          ]}
        />
      )}
      {again.isError && (
        <p role="alert" className="mt-3 text-13 text-danger">
          {errorDetail(again.error)}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" busy={again.isPending && 'Starting'} onClick={() => again.mutate({ id: document.id, by })}>
          Read again
        </Button>
      </DialogActions>
    </Dialog>
  );
}
