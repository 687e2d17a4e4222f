'use client';

import type { QuestionAnswer, QuestionAsk } from '@studywright/core';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type PointerEvent, useState } from 'react';
import { useHotkey } from '@/lib/hotkeys.ts';
import { IconButton } from '@/parts/button.tsx';
import { optionLetter } from '@/parts/quiz-option.tsx';
import { paired } from './arrange.ts';
import { useDrag } from './use-drag.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

export interface MatchingProps {
  ask: Extract<QuestionAsk, { kind: 'matching' }>;
  pairs: readonly (number | null)[];
  onAnswer: (answer: QuestionAnswer | null) => void;
}

/**
 * One term is picked, and what is chosen next belongs to it; then the next open one is picked. Digits and arrows pick,
 * letters choose, and a meaning can be dragged to any term.
 */
export function Matching({ ask, pairs, onAnswer }: MatchingProps) {
  const [picked, setPicked] = useState(() => Math.max(0, pairs.indexOf(null)));
  const give = (left: number, right: number | null) => {
    if (right !== null && right >= ask.rights.length) return;
    const next = paired(pairs, left, right);
    onAnswer(next.every((place) => place === null) ? null : { kind: 'matching', pairs: next });
    if (right === null) return setPicked(left);
    const open = [...next.keys()].map((step) => (left + 1 + step) % next.length).find((place) => next[place] === null);
    setPicked(open ?? left);
  };
  const choose = (right: number) => give(picked, pairs[picked] === right ? null : right);
  const drag = useDrag((right, left) => give(left, right));

  useHotkey(letters, (event) => choose(letters.findIndex((letter) => letter === event.key.toLowerCase())));
  useHotkey(digits, (event) => {
    const place = Number(event.key) - 1;
    if (place < ask.lefts.length) setPicked(place);
  });
  useHotkey('up', () => setPicked((place) => Math.max(0, place - 1)));
  useHotkey('down', () => setPicked((place) => Math.min(ask.lefts.length - 1, place + 1)));

  return (
    <div className="grid gap-5 md:grid-cols-2 md:gap-6">
      <ol aria-label="Terms" className="flex flex-col gap-2">
        {ask.lefts.map((left, place) => {
          const given = pairs[place] ?? null;
          const active = place === picked;
          return (
            <li
              key={left}
              data-drop={place}
              className={clsx(
                'relative flex min-h-14 items-start gap-3 rounded-8 px-4 py-3 transition-colors',
                drag.over === place || active ? 'bg-pen-wash inset-ring-2 inset-ring-pen' : 'inset-ring inset-ring-line2 hover:bg-paper2',
              )}
            >
              <span className="min-w-0 flex-1">
                <button type="button" aria-pressed={active} onClick={() => setPicked(place)} className="rounded-4 text-left font-serif text-18 font-semibold wrap-break-word text-ink after:absolute after:inset-0 after:rounded-8">
                  {left}
                  <span className="sr-only">{given === null ? ', open' : `, matched with ${optionLetter(given)}: ${ask.rights[given]}`}</span>
                </button>
                <span aria-hidden="true" className={clsx('mt-0.5 block font-serif text-passage wrap-break-word', given === null ? 'text-ink3' : 'text-ink')}>
                  {given === null ? (
                    active ? 'Choose its meaning' : 'Open'
                  ) : (
                    <>
                      <span className="mr-2 font-sans text-12 font-medium text-ink2">{optionLetter(given)}</span>
                      {ask.rights[given]}
                    </>
                  )}
                </span>
              </span>
              {given !== null && <IconButton size={28} label={`Take ${optionLetter(given)} away from ${left}`} icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => give(place, null)} className="relative z-10" />}
            </li>
          );
        })}
      </ol>
      <ol aria-label="Meanings" className="flex flex-col gap-2">
        {ask.rights.map((right, place) => {
          const used = pairs.includes(place);
          return (
            <li key={right}>
              <button
                type="button"
                onClick={() => drag.moved() || choose(place)}
                onPointerDown={(event: PointerEvent<HTMLButtonElement>) => drag.start(event, place)}
                aria-label={`${optionLetter(place)}: ${right}${used ? ', used' : ''}. Match with ${ask.lefts[picked]}`}
                className={clsx('flex min-h-14 w-full touch-pan-y items-start gap-4 rounded-8 px-4 py-3 text-left transition-colors select-none', drag.held === place ? 'bg-pen-wash inset-ring-2 inset-ring-pen' : 'inset-ring inset-ring-line2 hover:bg-paper2')}
              >
                <span aria-hidden="true" className={clsx('mt-px grid size-6 shrink-0 place-items-center rounded-full border text-12 font-medium', used ? 'border-pen bg-pen text-on-pen' : 'border-edge text-ink2')}>
                  {optionLetter(place)}
                </span>
                <span className={clsx('min-w-0 font-serif text-passage wrap-break-word', used ? 'text-ink2' : 'text-ink')}>{right}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

