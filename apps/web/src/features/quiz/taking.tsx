'use client';

import type { AttemptView } from '@studywright/core';
import { ArrowLeft, Flag } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { counted } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { FocusLayout, FocusRow } from '@/parts/focus-layout.tsx';
import { NoteLink } from '@/parts/note-link.tsx';
import { ErrorState } from '@/parts/states.tsx';
import type { Given, KeeperState } from './answer-keeper.ts';
import { AnswerForm } from './answering/answer-form.tsx';
import { keyHint, kindHints } from './kinds.ts';
import { Navigator, Tally } from './navigator.tsx';

const HandIn = dynamic(() => import('./hand-in.tsx').then((module) => module.HandIn), { ssr: false });

export interface TakingProps {
  attempt: AttemptView;
  state: KeeperState;
  onSet: (questionId: string, change: Partial<Given>) => void;
  onRetry: () => void;
  onHandIn: () => void;
  handingIn: boolean;
  problem: string | null;
}

function firstOpen(attempt: AttemptView): number {
  const open = attempt.items.findIndex((item) => item.answer === null);
  return open === -1 ? 0 : open;
}

/** One question at a time. Sources stay closed until the quiz is handed in. */
export function Taking({ attempt, state, onSet, onRetry, onHandIn, handingIn, problem }: TakingProps) {
  const router = useRouter();
  const [index, setIndex] = useState(() => firstOpen(attempt));
  const [asking, setAsking] = useState(false);
  const { items } = attempt;
  const question = items[index];
  const given = question === undefined ? undefined : state.given.get(question.id);
  const open = items.filter((item) => state.given.get(item.id)?.answer == null).length;
  const last = index === items.length - 1;
  const go = (place: number) => setIndex(Math.min(items.length - 1, Math.max(0, place)));
  const handIn = () => (open > 0 ? setAsking(true) : onHandIn());
  const mark = () => question !== undefined && onSet(question.id, { marked: given?.marked !== true });
  const onward = () => (last ? handIn() : go(index + 1));

  useHotkey('m', mark);
  useHotkey('left', () => go(index - 1));
  useHotkey('right', () => go(index + 1));
  useHotkey('enter', onward);
  useHotkey('esc', () => router.push(routes.tests));

  if (question === undefined) return null;
  const navigator = <Navigator questions={items} given={state.given} index={index} onGo={go} />;
  return (
    <FocusLayout
      end={{ href: routes.tests, label: 'Leave', kbd: 'esc' }}
      title={
        <>
          <span className="font-normal text-ink2">{attempt.courseName} / </span>
          {attempt.title}
        </>
      }
      center={<span className="text-14 text-ink2 md:hidden">{index + 1} of {items.length}</span>}
      actions={
        <>
          <Saving state={state} />
          <Button size={28} onClick={handIn} busy={handingIn && 'Handing in'}>
            Hand in
          </Button>
        </>
      }
      progress={{ value: items.length - open, max: items.length, label: 'Answered questions' }}
      footer={
        <>
          <Notices state={state} problem={problem} attemptId={attempt.id} onRetry={onRetry} onHandIn={onHandIn} />
          <Tally questions={items} given={state.given} className="mb-3 justify-between lg:hidden" />
          <div className="flex items-center gap-2">
            <Button size={40} aria-label="Back" icon={<ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => go(index - 1)} disabledReason={index === 0 ? 'This is the first question.' : undefined} className="max-md:size-12">
              <span className="max-md:sr-only">Back</span>
            </Button>
            <Button size={40} kbd="m" aria-pressed={given?.marked === true} icon={<Flag size={16} strokeWidth={1.5} aria-hidden="true" fill={given?.marked === true ? 'currentColor' : 'none'} />} onClick={mark} className="max-md:hidden">
              {given?.marked === true ? 'Marked' : 'Mark'}
            </Button>
            <p className="ml-auto mr-2 text-13 text-ink2 max-lg:hidden">{keyHint(question.ask)}</p>
            <Button variant="primary" size={40} kbd="enter" onClick={onward} busy={handingIn && 'Handing in'} className="max-lg:ml-auto max-md:min-h-12 max-md:flex-1">
              {last ? 'Hand in' : 'Next question'}
            </Button>
          </div>
        </>
      }
    >
      <h1 className="sr-only">
        {attempt.title}, {attempt.courseName}
      </h1>
      <FocusRow
        aside={
          <div className="pr-0">
            {navigator}
            <Tally questions={items} given={state.given} className="mt-3" />
            <p className="mt-4 border-t border-line pt-4 text-13 text-ink2">Sources stay closed during a quiz. They open with your result.</p>
          </div>
        }
      >
        <div className="flex min-h-8 items-center justify-between gap-4">
          <p className="text-14 text-ink2">
            Question {index + 1} of {items.length}<span className="max-md:hidden">, {kindHints[question.ask.kind]}</span>
          </p>
          <div className="flex items-center gap-1 lg:hidden">
            <NoteLink note={{ title: 'All questions', body: navigator }} />
            <IconButton label={given?.marked === true ? 'Take the mark away' : 'Mark this question'} aria-pressed={given?.marked === true} icon={<Flag size={18} strokeWidth={1.5} aria-hidden="true" fill={given?.marked === true ? 'currentColor' : 'none'} />} onClick={mark} className="md:hidden" />
          </div>
        </div>
        <AnswerForm key={question.id} question={question} answer={given?.answer ?? null} onAnswer={(answer) => onSet(question.id, { answer })} onOnward={onward} />
      </FocusRow>
      {asking && <HandIn open={open} onKeep={() => setAsking(false)} onHandIn={onHandIn} busy={handingIn} />}
    </FocusLayout>
  );
}

function Saving({ state }: { state: KeeperState }) {
  const words = state.trouble !== null ? 'Kept on this device' : state.unsent > 0 ? 'Saving' : 'Every answer is saved as you give it';
  return (
    <span role="status" className="mr-2 text-right text-13 text-ink2 max-md:sr-only">
      {words}
    </span>
  );
}

/** Above the buttons, so that neither they nor the question move. */
function Notices({ state, problem, attemptId, onRetry, onHandIn }: { state: KeeperState; problem: string | null; attemptId: string; onRetry: () => void; onHandIn: () => void }) {
  const signedOut = state.trouble?.kind === 'signed-out';
  if (state.trouble === null && state.closed === null && problem === null) return null;
  return (
    <div className="pb-4">
      {state.closed !== null ? (
        <ErrorState safe="Your earlier answers are safe on the server.">
          <p>
            {state.closed}{' '}
            <Link className="link" href={routes.result(attemptId)}>
              See the result
            </Link>
          </p>
        </ErrorState>
      ) : state.trouble !== null ? (
        <ErrorState safe="Your answers are safe on this device." onRetry={onRetry}>
          {signedOut ? (
            <p>
              You are signed out.{' '}
              <Link className="link" href={`${routes.signIn}?next=${encodeURIComponent(routes.attempt(attemptId))}`}>
                Sign in again
              </Link>
              , and they are sent.
            </p>
          ) : (
            <p>
              The server does not reply. We try again in {counted(Math.max(1, state.trouble.retryIn), 'second')}. {state.unsent > 0 && `${counted(state.unsent, 'answer')} ${state.unsent === 1 ? 'waits' : 'wait'} to be sent.`}
            </p>
          )}
        </ErrorState>
      ) : (
        <ErrorState safe="Your answers are safe on the server." onRetry={onHandIn}>
          <p>The quiz is not handed in. {problem}</p>
        </ErrorState>
      )}
    </div>
  );
}
