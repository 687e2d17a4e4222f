'use client';

import type { DocumentView } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { TextField } from '@/parts/field.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { addTags, tagsOf } from './tags.ts';

const sign = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;
const chip = 'inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-6 border border-line2 px-2 text-13 hover:bg-paper3 touch:min-h-11';

/** The tags of one document; those of the course's other documents are offered. */
export function EditTags({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [tags, setTags] = useState<readonly string[]>(document.tags);
  const [typed, setTyped] = useState('');
  const course = useQuery(trpc.course.open.queryOptions({ id: document.courseId }));
  const known = tagsOf(course.data?.documents.items ?? []).filter((tag) => !tags.some((held) => held.toLowerCase() === tag.toLowerCase()));
  const save = useMutation(
    trpc.document.setTags.mutationOptions({
      onSuccess: async (fresh) => {
        cache.setQueryData(trpc.document.get.queryKey({ id: document.id }), fresh);
        await cache.invalidateQueries(trpc.course.open.queryFilter({ id: document.courseId }));
        await cache.invalidateQueries(trpc.document.list.pathFilter());
        onClose();
      },
    }),
  );
  const take = (text: string) => {
    setTags(addTags(tags, text));
    setTyped('');
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Tags" description={`Of “${document.title}”. The documents of a course can be shown by their tags.`}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === '') save.mutate({ id: document.id, tags: [...tags] });
          else take(typed);
        }}
      >
        {tags.length > 0 && (
          <ul aria-label="Tags of this document" className="mb-4 flex flex-wrap gap-2">
            {tags.map((tag) => (
              <li key={tag} className="max-w-full">
                <button type="button" className={chip} onClick={() => setTags(tags.filter((held) => held !== tag))}>
                  <span className="sr-only">Remove </span>
                  <span className="truncate">{tag}</span>
                  <X {...sign} className="shrink-0" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <TextField
          label="Add a tag"
          name="tag"
          autoFocus
          autoComplete="off"
          maxLength={limits.document.tagChars}
          value={typed}
          hint={tags.length >= limits.document.maxTags ? `${limits.document.maxTags} tags are the most a document can have.` : 'Enter or a comma adds it.'}
          onChange={(event) => (event.target.value.includes(',') ? take(event.target.value) : setTyped(event.target.value))}
        />
        {known.length > 0 && (
          <>
            <p className="mt-4 mb-2 text-13 text-ink2">In this course</p>
            <ul className="flex flex-wrap gap-2">
              {known.map((tag) => (
                <li key={tag} className="max-w-full">
                  <button type="button" className={chip} onClick={() => take(tag)}>
                    <Plus {...sign} className="shrink-0" />
                    <span className="sr-only">Add </span>
                    <span className="truncate">{tag}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {save.isError && (
          <p role="alert" className="mt-3 text-13 text-danger">
            {errorDetail(save.error)}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={save.isPending && 'Saving'} onClick={() => save.mutate({ id: document.id, tags: [...addTags(tags, typed)] })}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
