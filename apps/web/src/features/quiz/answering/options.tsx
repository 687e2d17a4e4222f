'use client';

import type { QuestionAnswer, QuestionAsk } from '@studywright/core';
import { useHotkey } from '@/lib/hotkeys.ts';
import { QuizOption } from '@/parts/quiz-option.tsx';

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const placeOf = (event: KeyboardEvent) => letters.findIndex((letter) => letter === event.key.toLowerCase());

export interface OptionsProps {
  name: string;
  ask: Extract<QuestionAsk, { kind: 'single' | 'multiple' }>;
  answer: QuestionAnswer | null;
  onAnswer: (answer: QuestionAnswer | null) => void;
}

/** One or several of a list; the letters choose, and of several take back. */
export function Options({ name, ask, answer, onAnswer }: OptionsProps) {
  const chosen = answer?.kind === 'single' ? [answer.chosen] : answer?.kind === 'multiple' ? answer.chosen : [];
  const choose = (place: number) => {
    if (place < 0 || place >= ask.options.length) return;
    if (ask.kind === 'single') return onAnswer({ kind: 'single', chosen: place });
    const next = chosen.includes(place) ? chosen.filter((other) => other !== place) : [...chosen, place].toSorted((a, b) => a - b);
    onAnswer(next.length === 0 ? null : { kind: 'multiple', chosen: next });
  };
  useHotkey(letters, (event) => choose(placeOf(event)));
  return (
    <div className="flex flex-col gap-2">
      {ask.options.map((option, place) => (
        <QuizOption key={place} name={name} index={place} text={option} chosen={chosen.includes(place)} several={ask.kind === 'multiple'} onChoose={choose} />
      ))}
    </div>
  );
}

export function TrueFalse({ name, answer, onAnswer }: Omit<OptionsProps, 'ask'>) {
  const given = answer?.kind === 'trueFalse' ? answer.value : undefined;
  const choose = (place: number) => place >= 0 && place < 2 && onAnswer({ kind: 'trueFalse', value: place === 0 });
  useHotkey(letters, (event) => choose(placeOf(event)));
  return (
    <div className="grid grid-cols-2 gap-2">
      {['True', 'False'].map((text, place) => (
        <QuizOption key={text} name={name} index={place} text={text} chosen={given === (place === 0)} onChoose={choose} />
      ))}
    </div>
  );
}
