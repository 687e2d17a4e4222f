'use client';

import type { AttemptQuestion, QuestionAnswer } from '@studywright/core';
import { Options, TrueFalse } from './options.tsx';
import { Matching } from './matching.tsx';
import { Ordering } from './ordering.tsx';
import { FillIn, ShortAnswer } from './written.tsx';

export interface AnswerFormProps {
  question: AttemptQuestion;
  answer: QuestionAnswer | null;
  onAnswer: (answer: QuestionAnswer | null) => void;
  onOnward: () => void;
}

/** The question's words and whatever its kind is answered with. */
export function AnswerForm({ question, answer, onAnswer, onOnward }: AnswerFormProps) {
  const { ask, id, stem } = question;
  if (ask.kind === 'fillIn') return <FillIn key={id} stem={stem} text={answer?.kind === 'fillIn' ? answer.text : ''} onAnswer={onAnswer} onOnward={onOnward} />;
  return (
    <fieldset key={id} className="min-w-0">
      <legend className="pt-3 pb-6 font-serif text-question-phone wrap-break-word text-ink md:text-question">{stem}</legend>
      {(ask.kind === 'single' || ask.kind === 'multiple') && <Options name={id} ask={ask} answer={answer} onAnswer={onAnswer} />}
      {ask.kind === 'trueFalse' && <TrueFalse name={id} answer={answer} onAnswer={onAnswer} />}
      {ask.kind === 'shortAnswer' && <ShortAnswer points={ask.points} text={answer?.kind === 'shortAnswer' ? answer.text : ''} onAnswer={onAnswer} onOnward={onOnward} />}
      {ask.kind === 'matching' && <Matching ask={ask} pairs={answer?.kind === 'matching' ? answer.pairs : ask.lefts.map(() => null)} onAnswer={onAnswer} />}
      {ask.kind === 'ordering' && <Ordering ask={ask} order={answer?.kind === 'ordering' ? answer.order : null} onAnswer={onAnswer} />}
    </fieldset>
  );
}
