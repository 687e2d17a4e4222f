'use client';

import type { NoteContent, NoteView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/parts/button.tsx';
import { Input, TextArea, TextField } from '@/parts/field.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { editable, type EditField, type EditItem, tidied } from './edit-model.ts';
import { useRefreshNotes } from './use-note-actions.ts';

const margin = [{ title: 'What you write stays', body: 'A sentence that you reword keeps its source; one that you add has none. When a new version is made later, you are asked before anything of yours is replaced.' }];

/** Every text of a note in a field of its own. */
export function NoteEditor({ note, content, onDone }: { note: NoteView; content: NoteContent; onDone: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefreshNotes();
  const [title, setTitle] = useState(note.title);
  const [draft, setDraft] = useState(content);
  const save = useMutation(
    trpc.note.update.mutationOptions({
      onSuccess: async () => {
        await refresh();
        notify('The note is saved.');
        onDone();
      },
    }),
  );
  const changed = JSON.stringify(draft) !== JSON.stringify(content);
  return (
    <form
      noValidate
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ id: note.id, title, ...(changed && { content: tidied(draft), version: note.version }) });
      }}
    >
      <Spread className="pb-24">
        <SpreadRow className="pt-6 md:pt-8" notes={margin}>
          <h1 className="sr-only">Edit {note.title}</h1>
          <div className="max-w-170">
            <TextField label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
            {editable(draft).map((group) => (
              <fieldset key={group.key} className="mt-8">
                <legend className="mb-2 text-15 font-semibold">{group.title}</legend>
                <ul className="space-y-3">
                  {group.items.map((item) => (
                    <Item key={item.key} item={item} onChange={setDraft} />
                  ))}
                </ul>
                {group.add !== undefined && (
                  <Button size={28} className="mt-3" icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => group.add && setDraft(group.add.run())}>
                    {group.add.label}
                  </Button>
                )}
              </fieldset>
            ))}
          </div>
        </SpreadRow>
      </Spread>
      <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-paper px-5 py-3 max-md:bottom-16 md:px-8 xl:px-10">
        {save.isError && (
          <p role="alert" className="flex-1 text-13 text-danger">
            {errorDetail(save.error)}
          </p>
        )}
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={save.isPending && 'Saving'}>
          Save
        </Button>
      </div>
    </form>
  );
}

function Item({ item, onChange }: { item: EditItem; onChange: (content: NoteContent) => void }) {
  return (
    <li className="flex items-start gap-2">
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {item.fields.map((field) => (
          <Field key={field.label} field={field} onChange={onChange} />
        ))}
      </div>
      <IconButton label="Remove" icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => onChange(item.remove())} />
    </li>
  );
}

function Field({ field, onChange }: { field: EditField; onChange: (content: NoteContent) => void }) {
  const shared = { 'aria-label': field.label, value: field.value, maxLength: field.most };
  if (field.short) return <Input {...shared} onChange={(event) => onChange(field.set(event.target.value))} />;
  return <TextArea {...shared} rows={2} readOnly={field.label === 'Table'} className="min-h-16 font-serif" onChange={(event) => onChange(field.set(event.target.value))} />;
}
