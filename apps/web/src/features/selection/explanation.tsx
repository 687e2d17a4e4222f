'use client';

import type { DocumentView, InquiryView } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { useMutation, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { LanguageOptions } from '@/features/note/language-options.tsx';
import { useHotkey } from '@/lib/hotkeys.ts';
import { newId } from '@/lib/id.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Select } from '@/parts/select.tsx';
import { SourceLabel, sourceHref } from '@/parts/source-note.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { Awaited } from './awaited.tsx';
import { type Marked, useInquiry } from './use-inquiry.ts';

export interface ExplanationProps {
  document: DocumentView;
  marked: Marked;
  /** Whether the reader may add cards to the course. */
  runs: boolean;
  onClose: () => void;
}

type Statement = InquiryView['statements'][number];

/**
 * What the document says about marked words, in the margin: the page stays in reach. On a tablet it comes from the right, on a
 * phone from below.
 */
export function Explanation({ document, marked, runs, onClose }: ExplanationProps) {
  const trpc = useTRPC();
  const [language, setLanguage] = useState<string | null>(null);
  const translates = useQuery(trpc.note.maker.queryOptions()).data?.translates === true;
  const inquiry = useInquiry(document.courseId, 'explanation', marked, language);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const close = () => {
    inquiry.drop();
    onClose();
  };
  useHotkey('esc', close);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Explanation"
      className="z-10 overflow-y-auto overscroll-contain border-line2 bg-paper2 px-5 pt-3 pb-6 focus:outline-none max-md:fixed max-md:inset-x-0 max-md:bottom-16 max-md:max-h-[60dvh] max-md:rounded-t-16 max-md:border-t max-md:rise md:px-8 md:max-lg:fixed md:max-lg:inset-y-0 md:max-lg:right-0 md:max-lg:z-30 md:max-lg:w-90 md:max-lg:border-l lg:sticky lg:top-12 lg:max-h-[calc(100dvh-48px)] lg:border-b"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-15 font-semibold">Explanation</h2>
        <IconButton label="Close the explanation" aria-keyshortcuts="Escape" icon={<X size={18} strokeWidth={1.5} aria-hidden="true" />} className="-mr-2" onClick={close} />
      </div>
      <p className="mt-1 line-clamp-3 font-serif text-passage">
        <mark className="highlight">{marked.words}</mark>
      </p>
      {translates && (
        <Select aria-label="Language of the explanation" className="mt-3 w-fit max-w-full" value={language ?? ''} onChange={(event) => setLanguage(event.target.value === '' ? null : event.target.value)}>
          <LanguageOptions first="In the document’s language" />
        </Select>
      )}
      <div className="mt-4">
        <Awaited inquiry={inquiry} noun="Asking for an explanation">
          {(view) => <Answer statements={view?.statements ?? []} document={document} words={marked.words} runs={runs} />}
        </Awaited>
      </div>
    </aside>
  );
}

function Answer({ statements, document, words, runs }: { statements: readonly Statement[]; document: DocumentView; words: string; runs: boolean }) {
  if (statements.length === 0) return <p className="text-14 text-ink2">No document of this course explains anything of these words. Mark the term itself, or a sentence that names it.</p>;
  return (
    <ol className="flex flex-col gap-5">
      {statements.map((statement) => (
        <Said key={`${statement.source.documentId} ${statement.source.citation.start} ${statement.text}`} statement={statement} document={document} words={words} runs={runs} />
      ))}
    </ol>
  );
}

/** One sentence with the passage that it rests on. What is word for word the document’s is marked as such. */
function Said({ statement: { term, text, source }, document, words, runs }: { statement: Statement; document: DocumentView; words: string; runs: boolean }) {
  const verbatim = source.citation.quote.replace(/\s+/g, ' ').includes(text);
  return (
    <li>
      {term !== null && <p className="text-14 font-semibold">{term}</p>}
      <p className="font-serif text-passage wrap-break-word">{verbatim ? <mark className="highlight">{text}</mark> : text}</p>
      {!verbatim && (
        <p className="mt-1 line-clamp-4 font-serif text-14 wrap-break-word text-ink2">
          <mark className="highlight">{source.citation.quote}</mark>
        </p>
      )}
      <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <SourceLabel title={source.documentTitle} kind={source.kind} page={source.citation.page} outdated={source.outdated} href={sourceHref(source)} />
        {runs && !source.outdated && <CardOf term={term ?? words} text={text} courseId={document.courseId} source={source} />}
      </div>
    </li>
  );
}

/** A card with one press: the term, or what was marked, asks for the sentence. */
function CardOf({ term, text, courseId, source }: { term: string; text: string; courseId: string; source: Statement['source'] }) {
  const trpc = useTRPC();
  const refresh = useRefreshCards();
  const [id, setId] = useState(newId);
  const create = useMutation(trpc.flashcard.create.mutationOptions({ onSuccess: refresh, onError: (error) => notify(errorDetail(error)) }));
  const remove = useMutation(
    trpc.flashcard.delete.mutationOptions({
      onSuccess: () => {
        // Pressed again, it is another card.
        setId(newId());
        create.reset();
        return refresh();
      },
      onError: (error) => notify(errorDetail(error)),
    }),
  );
  if (create.isSuccess) return <span className="text-13 text-ink2">Card added</span>;
  const { citation, documentId } = source;
  const front = term.slice(0, limits.flashcard.frontChars);
  return (
    <Button
      size={28}
      variant="quiet"
      aria-label={`Make a card: ${front}`}
      busy={create.isPending && 'Adding'}
      onClick={() => create.mutate({ id, courseId, type: 'basic', front, back: text, selection: { documentId, page: citation.page, words: citation.quote } }, { onSuccess: () => notify('The card is added.', () => remove.mutate({ id })) })}
    >
      Make a card
    </Button>
  );
}
