'use client';

import type { DocumentView, DraftQuestion } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefreshCards } from '@/features/card/use-card-actions.ts';
import { pageName } from '@/features/document/page-name.ts';
import { kindNames } from '@/features/quiz/kinds.ts';
import { QuestionContent } from '@/features/quiz/question-content.tsx';
import { newId } from '@/lib/id.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { Awaited } from './awaited.tsx';
import { draftOf, draftProblem, emptyDraft, type QuestionDraft, trimmed } from './question-draft.ts';
import { QuestionFields } from './question-fields.tsx';
import { type Marked, useInquiry } from './use-inquiry.ts';

export interface QuestionFromSelectionProps {
  document: DocumentView;
  marked: Marked;
  onClose: () => void;
}

interface Writing {
  draft: QuestionDraft;
  /** What it rests on: the words of its sentence, or those that were marked. */
  source: Marked;
}

/** Questions that are proposed about marked words: one is chosen, changed where it should be, and asked from now on. */
export function QuestionFromSelection({ document, marked, onClose }: QuestionFromSelectionProps) {
  const inquiry = useInquiry(document.courseId, 'questions', marked);
  const [writing, setWriting] = useState<Writing | null>(null);
  const close = () => {
    inquiry.drop();
    onClose();
  };
  const where = `${pageName({ kind: document.pageKind, number: marked.page, label: null })} of ${document.title}`;
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Make a question" description={`About what you marked, ${where}.`} width={600}>
      <p className="mb-4 line-clamp-4 font-serif text-passage">
        <mark className="highlight">{marked.words}</mark>
      </p>
      {writing === null ? (
        <>
          <Awaited inquiry={inquiry} noun="Asking for questions">
            {(view) => <Proposals questions={view?.questions ?? []} known={view?.known ?? []} onChoose={(question) => setWriting({ draft: draftOf(question), source: { ...marked, page: question.citation.page, words: question.citation.quote } })} />}
          </Awaited>
          <p className="mt-5 text-13 text-ink2">Or write one yourself:</p>
          <div className="mt-1.5 flex flex-wrap gap-2">
            {(['shortAnswer', 'single'] as const).map((kind) => (
              <Button key={kind} size={28} onClick={() => setWriting({ draft: emptyDraft(kind), source: marked })}>
                {kindNames[kind]}
              </Button>
            ))}
          </div>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
          </DialogActions>
        </>
      ) : (
        <QuestionForm document={document} writing={writing} onBack={() => setWriting(null)} onSaved={close} />
      )}
    </Dialog>
  );
}

function Proposals({ questions, known, onChoose }: { questions: readonly DraftQuestion[]; known: readonly string[]; onChoose: (question: DraftQuestion) => void }) {
  if (questions.length === 0) return <NothingToAsk known={known} />;
  return (
    <ol className="border-t border-line">
      {questions.map((question) => (
        <li key={question.stem} className="border-b border-line py-3">
          <p className="text-12 text-ink2">{kindNames[question.kind]}</p>
          <p className="mt-1 font-serif text-passage wrap-break-word">{question.stem}</p>
          <QuestionContent content={question} />
          <Button size={28} className="mt-3" aria-label={`Choose: ${question.stem}`} onClick={() => onChoose(question)}>
            Choose
          </Button>
        </li>
      ))}
    </ol>
  );
}

function NothingToAsk({ known }: { known: readonly string[] }) {
  if (known.length > 0) {
    return (
      <div className="text-14 text-ink2">
        <p>The document asks about these words already:</p>
        <ul className="mt-1 list-disc pl-5 font-serif text-passage">
          {known.slice(0, 3).map((stem) => (
            <li key={stem}>{stem}</li>
          ))}
        </ul>
      </div>
    );
  }
  return <p className="text-14 text-ink2">Nothing that makes a good question was found in these words. Mark a whole sentence that can be understood by itself, such as one that says what a term means.</p>;
}

function QuestionForm({ document, writing, onBack, onSaved }: { document: DocumentView; writing: Writing; onBack: () => void; onSaved: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refreshCards = useRefreshCards();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(writing.draft);
  const [tried, setTried] = useState(false);
  const refresh = async () => {
    await Promise.all([refreshCards(), cache.invalidateQueries(trpc.quiz.choices.pathFilter())]);
  };
  const remove = useMutation(trpc.quiz.deleteQuestion.mutationOptions({ onSuccess: refresh, onError: (error) => notify(errorDetail(error)) }));
  const create = useMutation(trpc.quiz.createQuestion.mutationOptions({ onSuccess: refresh }));
  const problem = tried ? draftProblem(draft) : null;
  const save = () => {
    setTried(true);
    if (draftProblem(draft) !== null) return;
    const { stem, content, explanation, rest } = trimmed(draft);
    create.mutate(
      { id, courseId: document.courseId, selection: writing.source, stem, content, explanation, ...rest },
      {
        onSuccess: (made) => {
          notify('The question is added.', () => remove.mutate({ id: made.id }));
          onSaved();
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <QuestionFields draft={draft} onChange={setDraft} />
      {(problem !== null || create.isError) && (
        <p role="alert" className="mt-3 text-13 text-danger">
          {problem ?? errorDetail(create.error)}
        </p>
      )}
      <DialogActions>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" variant="primary" busy={create.isPending && 'Saving'}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
