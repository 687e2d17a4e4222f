'use client';

import type { AttemptResultQuestion, QuestionAnswer, QuestionKey } from '@studywright/core';
import { clsx } from 'clsx';
import { Check, X } from 'lucide-react';
import Link from 'next/link';
import { optionLetter, QuizOptionResult } from '@/parts/quiz-option.tsx';
import { pageRef, sourceHref } from '@/parts/source-note.tsx';
import { Rubric } from './rubric.tsx';

export interface AnswerKeyProps {
  attemptId: string;
  item: AttemptResultQuestion;
}

/** What was answered beside what is right, for each kind of question. */
export function AnswerKey({ attemptId, item }: AnswerKeyProps) {
  const { answer, ask, key } = item;
  if (key.kind === 'single' || key.kind === 'multiple') return <Options options={key.options} chosen={answer?.kind === 'single' ? [answer.chosen] : answer?.kind === 'multiple' ? answer.chosen : []} />;
  if (key.kind === 'trueFalse') return <TrueFalse answer={key.answer} given={answer?.kind === 'trueFalse' ? answer.value : null} correction={key.correction} />;
  if (key.kind === 'fillIn') return <FillIn accepted={key.accepted} given={answer?.kind === 'fillIn' ? answer.text : null} right={item.score === 1} />;
  if (key.kind === 'shortAnswer') return <Rubric attemptId={attemptId} questionId={item.id} rubric={key} given={answer?.kind === 'shortAnswer' ? answer.text : null} />;
  if (key.kind === 'matching' && ask.kind === 'matching') return <Pairs lefts={ask.lefts} rights={ask.rights} places={key.places} given={answer?.kind === 'matching' ? answer.pairs : []} />;
  if (key.kind === 'ordering' && ask.kind === 'ordering') return <Order items={ask.items} order={key.order} given={answer} />;
  return null;
}

type KeyOption = Extract<QuestionKey, { kind: 'single' }>['options'][number];

function Options({ options, chosen }: { options: readonly KeyOption[]; chosen: readonly number[] }) {
  return (
    <ul className="mt-4 flex flex-col gap-1">
      {options.map((option, place) => (
        <QuizOptionResult key={place} index={place} text={option.text} correct={option.correct} chosen={chosen.includes(place)}>
          {option.why !== null && !option.correct ? (
            <>
              {option.why}
              {option.source !== null && (
                <>
                  {' '}
                  <Link href={sourceHref(option.source)} className="link font-sans text-13 whitespace-nowrap">
                    {pageRef(option.source.kind, option.source.citation.page)}
                  </Link>
                </>
              )}
            </>
          ) : undefined}
        </QuizOptionResult>
      ))}
    </ul>
  );
}

function TrueFalse({ answer, given, correction }: { answer: boolean; given: boolean | null; correction: string | null }) {
  return (
    <>
      <ul className="mt-4 flex flex-col gap-1">
        {[true, false].map((value, place) => (
          <QuizOptionResult key={place} index={place} text={value ? 'True' : 'False'} correct={value === answer} chosen={value === given} />
        ))}
      </ul>
      {correction !== null && (
        <p className="mt-3 px-3 font-serif text-18 wrap-break-word max-md:px-0">
          <span className="mr-2 font-sans text-13 text-ink2">Put right:</span>
          {correction}
        </p>
      )}
    </>
  );
}

/** A line with what it is at its right: the right answer in good, a wrong one in danger. */
function Line({ right, label, children }: { right: boolean; label: string; children: string }) {
  const Icon = right ? Check : X;
  return (
    <p className={clsx('flex min-h-10 flex-wrap items-center gap-x-4 rounded-8 border px-3 py-1.5 font-serif text-18', right ? 'border-good' : 'border-danger')}>
      <span className={clsx('min-w-0 flex-1 wrap-break-word text-ink', right && 'font-semibold')}>{children}</span>
      <span className={clsx('flex shrink-0 items-center gap-2 font-sans text-13', right ? 'text-ink' : 'text-danger')}>
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
        {label}
      </span>
    </p>
  );
}

function FillIn({ accepted, given, right }: { accepted: readonly string[]; given: string | null; right: boolean }) {
  const [best = '', ...others] = accepted;
  return (
    <div className="mt-4 flex flex-col gap-1">
      {given !== null && <Line right={right} label={right ? 'Your answer, right' : 'Your answer'}>{given}</Line>}
      {(!right || given?.toLowerCase() !== best.toLowerCase()) && <Line right label="Right answer">{best}</Line>}
      {others.length > 0 && <p className="px-3 pt-1 text-13 text-ink2">Also right: {others.join(', ')}</p>}
    </div>
  );
}

function Pairs({ lefts, rights, places, given }: { lefts: readonly string[]; rights: readonly string[]; places: readonly number[]; given: readonly (number | null)[] }) {
  return (
    <ul className="mt-4 flex flex-col gap-1">
      {lefts.map((left, at) => {
        const place = places[at] ?? 0;
        const own = given[at] ?? null;
        // Two meanings of the same words are one.
        const right = own !== null && rights[own] === rights[place];
        return (
          <li key={left} className={clsx('grid gap-x-6 gap-y-1 rounded-8 border px-3 py-2 md:grid-cols-[minmax(0,2fr)_minmax(0,5fr)_auto]', right ? 'border-good' : 'border-danger')}>
            <span className="font-serif text-18 font-semibold wrap-break-word">{left}</span>
            <span className="min-w-0">
              {own !== null && !right && (
                <span className="mb-1 block font-serif text-passage wrap-break-word text-ink2 line-through decoration-danger">
                  {optionLetter(own)} {rights[own]}
                </span>
              )}
              <span className="block font-serif text-passage wrap-break-word text-ink">
                {optionLetter(place)} {rights[place]}
              </span>
            </span>
            <span className={clsx('flex items-center gap-2 self-start pt-0.5 text-13', right ? 'text-ink' : 'text-danger')}>
              {right ? <Check size={16} strokeWidth={1.5} aria-hidden="true" /> : <X size={16} strokeWidth={1.5} aria-hidden="true" />}
              {right ? 'Right' : own === null ? 'Open' : 'Wrong'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Order({ items, order, given }: { items: readonly string[]; order: readonly number[]; given: QuestionAnswer | null }) {
  const own = given?.kind === 'ordering' ? given.order : null;
  return (
    <ol className="mt-4 flex flex-col gap-1">
      {order.map((item, at) => {
        const place = own === null ? null : own.indexOf(item);
        const right = place === at;
        return (
          <li key={item} className={clsx('flex min-h-10 flex-wrap items-center gap-x-4 rounded-8 border px-3 py-1.5', right ? 'border-good' : own === null ? 'border-transparent' : 'border-danger')}>
            <span className="w-5 shrink-0 text-12 font-medium text-ink2">{at + 1}</span>
            <span className="min-w-0 flex-1 font-serif text-18 wrap-break-word">{items[item]}</span>
            {place !== null && (
              <span className={clsx('flex shrink-0 items-center gap-2 text-13', right ? 'text-ink' : 'text-danger')}>
                {right ? <Check size={16} strokeWidth={1.5} aria-hidden="true" /> : <X size={16} strokeWidth={1.5} aria-hidden="true" />}
                {right ? 'Right place' : `You: place ${place + 1}`}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
