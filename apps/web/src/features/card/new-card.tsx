'use client';

import type { CardType, TopicView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '@/lib/id.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { RadioList } from '@/parts/radio.tsx';
import { SelectField } from '@/parts/select.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { type CardDraft, CardFields, draftProblems } from './card-form.tsx';
import { useRefreshCards } from './use-card-actions.ts';

export interface NewCardProps {
  courseId: string;
  topics: readonly TopicView[];
  /** Chosen to begin with. */
  topicId: string | undefined;
  onClose: () => void;
}

const types = [
  { value: 'basic', label: 'Question and answer' },
  { value: 'cloze', label: 'A sentence with a gap' },
] as const satisfies readonly { value: CardType; label: string }[];

/** A card of one's own; after one is saved, the next can be written at once. */
export function NewCard({ courseId, topics, topicId, onClose }: NewCardProps) {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const [id, setId] = useState(newId);
  const [draft, setDraft] = useState<CardDraft>({ type: 'basic', front: '', back: '' });
  const [topic, setTopic] = useState(topicId ?? '');
  const [tried, setTried] = useState(false);
  const create = useMutation(trpc.flashcard.create.mutationOptions({ onSuccess: refresh }));
  const own = tried ? draftProblems(draft) : {};
  const fields = fieldErrors(create.error);
  const save = (another: boolean) => {
    setTried(true);
    if (Object.keys(draftProblems(draft)).length > 0) return;
    create.mutate(
      { id, courseId, topicId: topic === '' ? null : topic, ...draft },
      {
        onSuccess: () => {
          notify('The card is added.');
          if (!another) return onClose();
          // The next one is another card, however often its request is sent.
          setId(newId());
          setDraft({ type: draft.type, front: '', back: '' });
          setTried(false);
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Write a card" width={560}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(false);
        }}
      >
        <div className="flex flex-col gap-4">
          <RadioList legend="Kind" choices={types} value={draft.type} onChange={(type) => setDraft({ ...draft, type })} />
          <CardFields key={id} autoFocus draft={draft} onChange={setDraft} problems={{ front: own.front ?? fields['front'], back: own.back ?? fields['back'] }} />
          <SelectField label="Topic" value={topic} onChange={(event) => setTopic(event.target.value)} error={create.isError && Object.keys(fields).length === 0 ? errorDetail(create.error) : undefined}>
            <option value="">Without a topic</option>
            {topics.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </SelectField>
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => save(true)}>Save and write another</Button>
          <Button type="submit" variant="primary" busy={create.isPending && 'Saving'}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
