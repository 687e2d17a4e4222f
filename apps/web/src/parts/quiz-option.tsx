'use client';

import { clsx } from 'clsx';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';

/** A, B, C … for the option at `index`. */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index);
}

export interface QuizOptionProps {
  /** The question's own, so that one option of it is chosen. */
  name: string;
  index: number;
  text: string;
  chosen: boolean;
  /** Others may be chosen besides: a checkbox underneath instead of a radio. */
  several?: boolean;
  onChoose: (index: number) => void;
}

/** An option while the test runs. A radio underneath: arrows, Space and the letter choose. */
export function QuizOption({ name, index, text, chosen, several = false, onChoose }: QuizOptionProps) {
  return (
    <label
      className={clsx(
        'relative flex min-h-14 items-center gap-4 rounded-8 px-4 py-3 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pen md:gap-5',
        // The thicker line of the chosen one is drawn inside, so that nothing moves.
        chosen ? 'bg-pen-wash inset-ring-2 inset-ring-pen' : 'inset-ring inset-ring-line2 hover:bg-paper2',
      )}
    >
      <input type={several ? 'checkbox' : 'radio'} name={name} value={index} checked={chosen} onChange={() => onChoose(index)} className="absolute inset-0 appearance-none rounded-8 outline-none" />
      <span aria-hidden="true" className={clsx('grid size-6 shrink-0 place-items-center border text-12 font-medium', several ? 'rounded-4' : 'rounded-full', chosen ? 'border-pen bg-pen text-on-pen' : 'border-edge text-ink2')}>
        {optionLetter(index)}
      </span>
      <span className="font-serif text-18 text-ink">{text}</span>
    </label>
  );
}

export interface QuizOptionResultProps {
  index: number;
  text: string;
  correct: boolean;
  chosen: boolean;
  /** What a wrong one is instead. */
  children?: ReactNode;
}

/** The same option once the test is handed in. Only the right one and a wrong choice have an outline, and each says what it is. */
export function QuizOptionResult({ index, text, correct, chosen, children }: QuizOptionResultProps) {
  const wrong = chosen && !correct;
  return (
    <li className={clsx('flex min-h-10 items-center gap-4 rounded-8 border px-3 py-1.5 font-serif text-18', correct ? 'border-good' : wrong ? 'border-danger' : 'border-transparent')}>
      <span className="w-5 shrink-0 font-sans text-12 font-medium text-ink2">{optionLetter(index)}</span>
      <span className={clsx('flex-1', correct ? 'font-semibold text-ink' : wrong ? 'text-ink' : 'text-ink2')}>
        {text}
        {children !== undefined && <span className="mt-0.5 block font-serif text-passage font-normal text-ink2">{children}</span>}
      </span>
      {(correct || chosen) && (
        <span className={clsx('flex shrink-0 items-center gap-2 font-sans text-13', wrong ? 'text-danger' : 'text-ink')}>
          {correct ? <Check size={16} strokeWidth={1.5} aria-hidden="true" /> : <X size={16} strokeWidth={1.5} aria-hidden="true" />}
          {correct ? (chosen ? 'Your answer, right' : 'Right answer') : 'Your answer'}
        </span>
      )}
    </li>
  );
}
