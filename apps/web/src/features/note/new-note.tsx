'use client';

import { limits, type NoteKind, type NoteLength } from '@studywright/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { newId } from '@/lib/id.ts';
import { routes } from '@/lib/routes.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { Check, RadioList } from '@/parts/radio.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { SelectField } from '@/parts/select.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { kinds } from './kinds.ts';
import { LanguageOptions } from './language-options.tsx';
import { useRefreshNotes } from './use-note-actions.ts';

const choices = (['notes', 'cheatSheet', 'glossary', 'mnemonic', 'conceptMap'] as const).map((value) => ({ value, label: kinds[value].name, hint: kinds[value].hint }));
const lengths = [
  { value: 'short', label: 'Short' },
  { value: 'medium', label: 'Medium' },
  { value: 'long', label: 'Long' },
] as const satisfies readonly { value: NoteLength; label: string }[];
const lengthHints: Record<NoteLength, string> = { short: 'About a twentieth of the text.', medium: 'About a tenth of the text.', long: 'About a fifth of the text.' };

/** What to make, of which documents or chapters, how long and in which language. */
export function NewNote({ courseId, documentId, onClose }: { courseId: string; documentId?: string; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshNotes();
  const [id] = useState(newId);
  const [kind, setKind] = useState<NoteKind>('notes');
  const [length, setLength] = useState<NoteLength>('medium');
  const [language, setLanguage] = useState('');
  const [documents, setDocuments] = useState<readonly string[]>(documentId === undefined ? [] : [documentId]);
  const [topics, setTopics] = useState<readonly string[]>([]);
  const course = useQuery(trpc.course.open.queryOptions({ id: courseId }));
  const maker = useQuery(trpc.note.maker.queryOptions());
  const create = useMutation(
    trpc.note.create.mutationOptions({
      onSuccess: async (note) => {
        await refresh();
        onClose();
        router.push(routes.note(note.id));
      },
    }),
  );
  const ready = course.data?.documents.items.filter((document) => document.status === 'ready') ?? [];
  const [only] = documents.length === 1 ? documents : [];
  const chapters = only === undefined ? [] : (course.data?.topics.items.filter((topic) => topic.documentId === only) ?? []);
  const toggle = (list: readonly string[], one: string, on: boolean) => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Make notes" width={560}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ id, courseId, kind, length, language: language === '' ? null : language, documentIds: [...documents], topicIds: [...topics] });
        }}
      >
        <div className="flex flex-col gap-5">
          <RadioList legend="What" choices={choices} value={kind} onChange={setKind} />
          {course.data === undefined ? (
            <Skeleton noun="Fetching the documents" lines={2} />
          ) : (
            <fieldset>
              <legend className="mb-1.5 text-13 font-medium">Of which documents</legend>
              <Check label="All of the course" checked={documents.length === 0} onChange={() => (setDocuments([]), setTopics([]))} />
              {ready.slice(0, limits.note.documents).map((document) => (
                <Check
                  key={document.id}
                  label={document.title}
                  checked={documents.includes(document.id)}
                  onChange={(on) => {
                    setDocuments(toggle(documents, document.id, on));
                    setTopics([]);
                  }}
                />
              ))}
            </fieldset>
          )}
          {chapters.length > 1 && (
            <details open={topics.length > 0}>
              <summary className="text-13 font-medium">Only some of its topics</summary>
              <div className="mt-1.5">
                {chapters.map((topic) => (
                  <Check key={topic.id} label={topic.title} checked={topics.includes(topic.id)} onChange={(on) => setTopics(toggle(topics, topic.id, on))} />
                ))}
              </div>
            </details>
          )}
          {kind === 'notes' && (
            <div>
              <p className="mb-1.5 text-13 font-medium">How long</p>
              <Segmented label="How long" choices={lengths} value={length} onChange={setLength} />
              <p className="mt-1.5 text-13 text-ink3">{lengthHints[length]}</p>
            </div>
          )}
          {maker.data?.translates === true ? (
            <SelectField label="Language" value={language} onChange={(event) => setLanguage(event.target.value)}>
              <LanguageOptions first="That of the documents" />
            </SelectField>
          ) : (
            <p className="text-13 text-ink3">The built-in engine writes in the language of the documents.</p>
          )}
          {create.isError && (
            <p role="alert" className="text-13 text-danger">
              {errorDetail(create.error)}
            </p>
          )}
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending && 'Starting'} disabledReason={course.data !== undefined && ready.length === 0 ? 'No document is ready yet.' : undefined}>
            Make {kinds[kind].name.toLowerCase()}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
