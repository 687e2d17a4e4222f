'use client';

import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { number } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { DialogActions } from '@/parts/dialog.tsx';
import { TextAreaField, TextField } from '@/parts/field.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorData, errorDetail, fieldErrors } from '@/trpc/errors.ts';
import { titleOf } from './pasted.ts';
import { useMakeCourse } from './use-add-files.ts';

export interface PasteTextProps {
  /** Null: the text makes a course that is named after its title. */
  courseId: string | null;
  /** What was pasted on the page. */
  pasted?: string;
  onDone: () => void;
  /** Back to files. */
  onBack: () => void;
}

/** Text from a web page or from one's notes becomes a document like any other. */
export function PasteText({ courseId, pasted = '', onDone, onBack }: PasteTextProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const makeCourse = useMakeCourse();
  const [id] = useState(newId);
  const [title, setTitle] = useState(() => titleOf(pasted));
  const [text, setText] = useState(pasted);
  const [made, setMade] = useState(courseId);
  const [missing, setMissing] = useState<{ title?: string; text?: string }>({});
  const paste = useMutation(trpc.document.pasteText.mutationOptions());
  const course = useMutation({ mutationFn: makeCourse });
  const fields = fieldErrors(paste.error);
  const sameAs = errorCode(paste.error) === 'DUPLICATE' ? errorData(paste.error)['documentId'] : undefined;
  const failed = paste.error ?? course.error;

  async function submit() {
    const problems = {
      ...(title.trim() === '' && { title: 'Give the text a title.' }),
      ...(text.trim() === '' && { text: 'Paste some text first.' }),
      ...(text.length > limits.pastedText.maxChars && { text: `These are ${number(text.length)} characters; ${number(limits.pastedText.maxChars)} are allowed. Upload the text as a file instead.` }),
    };
    setMissing(problems);
    if (Object.keys(problems).length > 0) return;
    const target = made ?? (await course.mutateAsync(title.trim()));
    // A second try after a failure goes to the course that the first one made.
    setMade(target);
    await paste.mutateAsync({ id, courseId: target, title: title.trim(), text });
    await cache.invalidateQueries(trpc.course.pathFilter());
    notify(`“${title.trim()}” is added.`);
    onDone();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(() => undefined);
      }}
    >
      <div className="flex flex-col gap-4">
        <TextField label="Title" name="title" autoFocus autoComplete="off" maxLength={200} placeholder="Notes of 12 November" value={title} onChange={(event) => setTitle(event.target.value)} error={missing.title ?? fields['title']} />
        <TextAreaField
          label="Text"
          name="text"
          rows={10}
          className="[&_textarea]:font-serif"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={missing.text ?? fields['text'] ?? (failed !== null && Object.keys(fields).length === 0 ? errorDetail(failed) : undefined)}
          hint="A blank line begins a new paragraph."
        />
        {typeof sameAs === 'string' && (
          <Link href={routes.document(sameAs)} className="link self-start text-14 font-medium">
            Open that document
          </Link>
        )}
      </div>
      <DialogActions>
        <Button onClick={onBack}>Back to files</Button>
        <Button type="submit" variant="primary" busy={(paste.isPending || course.isPending) && 'Adding the text'}>
          Add text
        </Button>
      </DialogActions>
    </form>
  );
}
