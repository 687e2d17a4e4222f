'use client';

import type { QuestionKind } from '@studywright/core';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { number } from '@/lib/format.ts';
import { Check as CheckBox } from '@/parts/radio.tsx';
import { kindNames } from './kinds.ts';

export interface KindChipsProps {
  kinds: readonly { kind: QuestionKind; questions: number }[];
  left: readonly QuestionKind[];
  onChange: (left: readonly QuestionKind[]) => void;
}

/** The kinds of questions that there are, each with how many; all are in until one is taken out. */
export function KindChips({ kinds, left, onChange }: KindChipsProps) {
  if (kinds.length < 2) return null;
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium text-ink">Kinds</legend>
      <div className="flex flex-wrap gap-1.5">
        {kinds.map(({ kind, questions }) => {
          const taken = !left.includes(kind);
          return (
            <label
              key={kind}
              className={clsx(
                'relative flex min-h-8 items-center gap-1.5 rounded-6 border px-2.5 text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pen touch:min-h-11',
                taken ? 'border-pen bg-pen-wash text-ink' : 'border-line2 text-ink2 hover:bg-paper2',
              )}
            >
              <input type="checkbox" checked={taken} onChange={() => onChange(taken ? [...left, kind] : left.filter((other) => other !== kind))} className="absolute inset-0 appearance-none rounded-6 outline-none" />
              <Check size={14} strokeWidth={2} aria-hidden="true" className={clsx('shrink-0', !taken && 'invisible')} />
              {kindNames[kind]}
              <span className={taken ? 'text-ink2' : 'text-ink3'}>{number(questions)}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

export interface TopicPickerProps {
  topics: readonly { id: string; title: string; questions: number }[];
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
          <CheckBox
            key={id}
            label={
              <>
                {title} <span className="text-13 text-ink3">{number(questions)}</span>
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
