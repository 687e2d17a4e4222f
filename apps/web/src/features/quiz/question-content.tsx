import type { QuestionContent as Content } from '@studywright/core';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { optionLetter } from '@/parts/quiz-option.tsx';

/** What a question asks for with its answer, for lists in which nobody is asked. */
export function QuestionContent({ content }: { content: Content }) {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return (
        <ul className="mt-2 space-y-0.5">
          {content.options.map((option, index) => (
            <Line key={option.text} mark={optionLetter(index)} right={option.correct}>
              {option.text}
            </Line>
          ))}
        </ul>
      );
    case 'trueFalse':
      return (
        <ul className="mt-2 space-y-0.5">
          <Line right>{content.answer ? 'True' : 'False'}</Line>
          {content.correction !== null && <Line>Put right: {content.correction}</Line>}
        </ul>
      );
    case 'fillIn':
      return (
        <ul className="mt-2 space-y-0.5">
          {content.accepted.map((text, index) => (
            <Line key={text} right={index === 0}>
              {text}
            </Line>
          ))}
        </ul>
      );
    case 'shortAnswer':
      return (
        <ul className="mt-2 space-y-0.5">
          {content.rubric.map(({ point }) => (
            <Line key={point}>{point}</Line>
          ))}
        </ul>
      );
    case 'matching':
      return (
        <ul className="mt-2 space-y-0.5">
          {content.pairs.map(({ left, right }) => (
            <Line key={left}>
              <span className="font-semibold text-ink">{left}</span> {right}
            </Line>
          ))}
        </ul>
      );
    case 'ordering':
      return (
        <ol className="mt-2 space-y-0.5">
          {content.items.map((text, index) => (
            <Line key={text} mark={String(index + 1)}>
              {text}
            </Line>
          ))}
        </ol>
      );
  }
}

function Line({ mark, right = false, children }: { mark?: string; right?: boolean; children: ReactNode }) {
  return (
    <li className={clsx('flex gap-3 font-serif text-passage wrap-break-word', right ? 'font-semibold text-ink' : 'text-ink2')}>
      {mark !== undefined && <span className="w-3 shrink-0 font-sans text-12 leading-6 font-medium text-ink2">{mark}</span>}
      <span className="min-w-0">
        {children}
        {right && <Check size={16} strokeWidth={1.5} role="img" aria-label="right answer" className="ml-2 inline align-[-2px]" />}
      </span>
    </li>
  );
}
