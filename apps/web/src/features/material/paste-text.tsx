'use client';

import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { newId } from '@/lib/id.ts';
import { number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { DialogActions } from '@/parts/dialog.tsx';
import { TextAreaField, TextField } from '@/parts/field.tsx';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';
import { errorDetail, fieldErrors } from '@/trpc/errors.ts';

/** Text from a web page or one's notes, as a document. Without a course it makes one of the same name first. */
export function PasteText({ courseId, onDone }: { courseId: string | undefined; onDone: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const router = useRouter();
  // Made once: sent again after a lost answer, they name the same course and the same document.
  const [ids] = useState(() => ({ course: newId(), document: newId() }));
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: async () => {
      const course = courseId ?? (await client.course.create.mutate({ id: ids.course, name: title.slice(0, limits.course.nameChars) })).id;
      return client.document.pasteText.mutate({ id: ids.document, courseId: course, title, text });
    },
    onSuccess: async (document) => {
      await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.document.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
      router.push(routes.document(document.id));
      onDone();
    },
  });
  const fields = fieldErrors(save.error);
  const unplaced = save.isError && Object.keys(fields).length === 0 ? errorDetail(save.error) : undefined;
  const left = limits.pastedText.maxChars - text.length;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="flex flex-col gap-4">
        <TextField label="Title" name="title" autoComplete="off" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} error={fields['title'] ?? fields['name']} />
        <TextAreaField
          label="Text"
          name="text"
          rows={8}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={fields['text'] ?? unplaced}
          hint={left < 20_000 ? `${number(Math.max(0, left))} characters left.` : 'Headings on lines of their own become topics.'}
        />
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={save.isPending && 'Adding the text'}>
          Add this text
        </Button>
      </DialogActions>
    </form>
  );
}
