'use client';

import type { CardType, CardView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Button } from '@/parts/button.tsx';
import { DataProvider, useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { CardFields, draftProblems } from './card-form.tsx';
import { useRefreshCards } from './use-card-actions.ts';

export interface CardEditorProps {
  card: { id: string; type: CardType; front: string; back: string };
  onSaved: (card: CardView) => void;
  onCancel: () => void;
}

/** For a page that asks for no data otherwise. */
export function CardEditorPanel(props: CardEditorProps) {
  return (
    <DataProvider>
      <CardEditor {...props} />
    </DataProvider>
  );
}

/** A card's words, changed where they stand. Esc leaves them as they were; Ctrl Enter saves. */
export function CardEditor({ card, onSaved, onCancel }: CardEditorProps) {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const [draft, setDraft] = useState({ type: card.type, front: card.front, back: card.back });
  const [tried, setTried] = useState(false);
  const save = useMutation(
    trpc.flashcard.update.mutationOptions({
      onSuccess: (saved) => {
        void refresh();
        onSaved(saved);
      },
    }),
  );
  const own = tried ? draftProblems(draft) : {};
  const fields = fieldErrors(save.error);
  const submit = () => {
    setTried(true);
    if (Object.keys(draftProblems(draft)).length === 0) save.mutate({ id: card.id, front: draft.front, back: draft.back });
  };
  useHotkey('esc', onCancel, { whileTyping: true });
  useHotkey('mod+enter', submit, { whileTyping: true });
  return (
    <form
      noValidate
      aria-label="Edit the card"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <CardFields autoFocus draft={draft} onChange={setDraft} problems={{ front: own.front ?? fields['front'], back: own.back ?? fields['back'] }} />
      {save.isError && Object.keys(fields).length === 0 && (
        <p role="alert" className="mt-3 text-13 text-danger">
          {errorDetail(save.error)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={save.isPending && 'Saving'}>
          Save
        </Button>
      </div>
    </form>
  );
}
