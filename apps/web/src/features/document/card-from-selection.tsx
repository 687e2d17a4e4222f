'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type CardDraft, CardFields, draftProblems } from '@/features/card/card-form.tsx';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { newId } from '@/lib/id.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { pageName } from './page-name.ts';

export interface CardFromSelectionProps {
  document: DocumentView;
  page: number;
  /** As the student marked them. */
  words: string;
  onClose: () => void;
}

/** A card of one's own whose source is what was marked. */
export function CardFromSelection({ document, page, words, onClose }: CardFromSelectionProps) {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const [id] = useState(newId);
  const [draft, setDraft] = useState<CardDraft>({ type: 'basic', front: '', back: words });
  const [tried, setTried] = useState(false);
  const create = useMutation(trpc.flashcard.create.mutationOptions({ onSuccess: refresh }));
  const own = tried ? draftProblems(draft) : {};
  const fields = fieldErrors(create.error);
  const save = () => {
    setTried(true);
    if (Object.keys(draftProblems(draft)).length > 0) return;
    create.mutate(
      { id, courseId: document.courseId, ...draft, selection: { documentId: document.id, page, words } },
      {
        onSuccess: () => {
          notify('The card is added.');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Make a card" description={`Its source is what you marked, ${pageName({ kind: document.pageKind, number: page, label: null })} of ${document.title}.`} width={560}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="mb-4 line-clamp-4 font-serif text-passage">
          <mark className="highlight">{words}</mark>
        </p>
        <CardFields autoFocus draft={draft} onChange={setDraft} problems={{ front: own.front ?? fields['front'], back: own.back ?? fields['back'] }} />
        {create.isError && Object.keys(fields).length === 0 && (
          <p role="alert" className="mt-3 text-13 text-danger">
            {errorDetail(create.error)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending && 'Saving'}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
