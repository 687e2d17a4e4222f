'use client';

import type { QuestionContent, QuestionOption } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { questionGap } from '@studywright/core/study/question';
import { useId, useState } from 'react';
import { Input, TextAreaField } from '@/parts/field.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { pointsOf, type QuestionDraft } from './question-draft.ts';

export interface QuestionFieldsProps {
  draft: QuestionDraft;
  onChange: (draft: QuestionDraft) => void;
}

const most = { maxLength: limits.flashcard.frontChars };

/** The words of a question, what it asks for by its kind, and why the answer is right. */
export function QuestionFields({ draft, onChange }: QuestionFieldsProps) {
  const { content } = draft;
  return (
    <div className="flex flex-col gap-4">
      <TextAreaField
        label={content.kind === 'trueFalse' ? 'Statement' : 'Question'}
        name="stem"
        rows={2}
        autoFocus
        {...most}
        className="[&_textarea]:min-h-16 [&_textarea]:font-serif"
        value={draft.stem}
        onChange={(event) => onChange({ ...draft, stem: event.target.value })}
        hint={content.kind === 'fillIn' ? `The gap is written ${questionGap}.` : undefined}
      />
      <ContentFields content={content} onChange={(next) => onChange({ ...draft, content: next })} />
      <TextAreaField
        label="Why it is right"
        name="explanation"
        rows={2}
        maxLength={limits.flashcard.backChars}
        className="[&_textarea]:min-h-16 [&_textarea]:font-serif"
        value={draft.explanation}
        onChange={(event) => onChange({ ...draft, explanation: event.target.value })}
        hint="Shown with the result. It may be left empty."
      />
    </div>
  );
}

const truths = [
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
] as const;

function ContentFields({ content, onChange }: { content: QuestionContent; onChange: (content: QuestionContent) => void }) {
  switch (content.kind) {
    case 'single':
    case 'multiple':
      return <OptionFields kind={content.kind} options={content.options} onChange={(options) => onChange({ ...content, options })} />;
    case 'trueFalse':
      return (
        <>
          <Segmented label="Is it true" choices={truths} value={content.answer ? 'true' : 'false'} onChange={(value) => onChange({ ...content, answer: value === 'true', correction: value === 'true' ? null : (content.correction ?? '') })} />
          {!content.answer && <TextAreaField label="As it is right" rows={2} {...most} className="[&_textarea]:min-h-16 [&_textarea]:font-serif" value={content.correction ?? ''} onChange={(event) => onChange({ ...content, correction: event.target.value })} />}
        </>
      );
    case 'fillIn':
      return <Lines label="In the gap" hint="The best first; each line is another way to say it." lines={content.accepted} onChange={(text) => onChange({ ...content, accepted: text.split('\n').slice(0, 12) })} />;
    case 'shortAnswer':
      return <Lines label="What a full answer says" hint="One point a line. It is known by its longer words." lines={content.rubric.map(({ point }) => point)} onChange={(text) => onChange({ ...content, rubric: pointsOf(text, content.rubric) })} />;
    case 'matching':
      return (
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">Pairs</legend>
          <div className="flex flex-col gap-2">
            {content.pairs.map((pair, at) => (
              // Places, not words, are what is written in.
              <div key={at} className="grid gap-2 sm:grid-cols-[1fr_2fr]">
                {(['left', 'right'] as const).map((side) => (
                  <Input key={side} aria-label={side === 'left' ? `Term ${at + 1}` : `What term ${at + 1} means`} {...most} value={pair[side]} onChange={(event) => onChange({ ...content, pairs: content.pairs.map((other, place) => (place === at ? { ...other, [side]: event.target.value } : other)) })} />
                ))}
              </div>
            ))}
          </div>
        </fieldset>
      );
    case 'ordering':
      return (
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">In the right order</legend>
          <div className="flex flex-col gap-2">
            {content.items.map((item, at) => (
              <Input key={at} aria-label={`Place ${at + 1}`} {...most} value={item} onChange={(event) => onChange({ ...content, items: content.items.map((other, place) => (place === at ? event.target.value : other)) })} />
            ))}
          </div>
        </fieldset>
      );
  }
}

/** A list that is written line by line. What was typed stays as it was typed. */
function Lines({ label, hint, lines, onChange }: { label: string; hint: string; lines: readonly string[]; onChange: (text: string) => void }) {
  const [text, setText] = useState(() => lines.join('\n'));
  return (
    <TextAreaField
      label={label}
      hint={hint}
      rows={2}
      maxLength={limits.flashcard.backChars}
      className="[&_textarea]:min-h-16 [&_textarea]:font-serif"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}

function OptionFields({ kind, options, onChange }: { kind: 'single' | 'multiple'; options: readonly QuestionOption[]; onChange: (options: QuestionOption[]) => void }) {
  const name = useId();
  const one = kind === 'single';
  const change = (at: number, next: QuestionOption) => onChange(options.map((option, place) => (place === at ? next : option)));
  const choose = (at: number) => {
    if (one) onChange(options.map((option, place) => ({ ...option, correct: place === at })));
    else onChange(options.map((option, place) => (place === at ? { ...option, correct: !option.correct } : option)));
  };
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">Answers, the right one chosen</legend>
      <div className="flex flex-col gap-2">
        {options.map((option, at) => (
          <div key={at} className="flex items-center gap-3">
            <input
              type={one ? 'radio' : 'checkbox'}
              name={name}
              checked={option.correct}
              onChange={() => choose(at)}
              aria-label={`Answer ${at + 1} is right`}
              className={`size-4 shrink-0 appearance-none border border-edge bg-raised transition-colors checked:border-[5px] checked:border-pen ${one ? 'rounded-full' : 'rounded-4'}`}
            />
            {/* In other words it is not what the document explains any more. */}
            <Input aria-label={`Answer ${at + 1}`} {...most} value={option.text} onChange={(event) => change(at, { text: event.target.value, correct: option.correct })} className="font-serif" />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
