'use client';

import type { QuestionKind } from '@studywright/core';
import { number } from '@/lib/format.ts';
import { Chips } from '@/parts/chips.tsx';
import { Check } from '@/parts/radio.tsx';
import { kindNames } from './kinds.ts';

export interface KindChipsProps {
  kinds: readonly { kind: QuestionKind; questions: number }[];
  left: readonly QuestionKind[];
  onChange: (left: readonly QuestionKind[]) => void;
}

/** The kinds of questions that there are, each with how many; all are in until one is taken out. */
export function KindChips({ kinds, left, onChange }: KindChipsProps) {
  if (kinds.length < 2) return null;
  return <Chips legend="Kinds" chips={kinds.map(({ kind, questions }) => ({ value: kind, label: kindNames[kind], note: number(questions) }))} left={left} onChange={onChange} />;
}

export interface TopicPickerProps {
  topics: readonly { id: string; title: string; /** Of which there are so many; left out where that is of no matter. */ questions?: number }[];
  /** None: all of them. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** Nothing ticked is everything. */
export function TopicPicker({ topics, chosen, onChange }: TopicPickerProps) {
  if (topics.length < 2) return null;
  return (
    <fieldset>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-4 text-13 font-medium text-ink">
        <span>About {chosen.length === 0 ? 'all topics' : `${chosen.length} of ${topics.length} topics`}</span>
        {chosen.length > 0 && (
          <button type="button" className="link font-normal" onClick={() => onChange([])}>
            All topics
          </button>
        )}
      </legend>
      <div className="max-h-44 overflow-y-auto rounded-8 border border-line2 px-3 py-1">
        {topics.map(({ id, title, questions }) => (
          <Check
            key={id}
            label={
              <>
                {title} {questions !== undefined && <span className="text-13 text-ink3">{number(questions)}</span>}
              </>
            }
            checked={chosen.includes(id)}
            onChange={(checked) => onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
