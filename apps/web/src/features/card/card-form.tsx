'use client';

import type { CardType } from '@studywright/core';
import { limits } from '@studywright/core/platform/limits';
import { clozeGap } from '@studywright/core/study/gap';
import { useRef } from 'react';
import { Button } from '@/parts/button.tsx';
import { TextAreaField } from '@/parts/field.tsx';

export interface CardDraft {
  type: CardType;
  front: string;
  back: string;
}

/** What is wrong with a draft, by field, before it is sent. */
export function draftProblems({ type, front, back }: CardDraft): { front?: string; back?: string } {
  const gaps = front.split(clozeGap).length - 1;
  return {
    ...(front.trim() === '' && { front: type === 'cloze' ? 'Write the sentence with its gap.' : 'Write what the card asks.' }),
    ...(front.trim() !== '' && type === 'cloze' && gaps !== 1 && { front: `Keep the gap ${clozeGap} once. Select the words and press “Make it the gap”.` }),
    ...(back.trim() === '' && { back: type === 'cloze' ? 'Write what belongs in the gap.' : 'Write the answer.' }),
  };
}

export interface CardFieldsProps {
  draft: CardDraft;
  onChange: (draft: CardDraft) => void;
  problems: { front?: string | undefined; back?: string | undefined };
  autoFocus?: boolean;
}

/** Front and back. In a sentence the selected words become the gap with one press. */
export function CardFields({ draft, onChange, problems, autoFocus = false }: CardFieldsProps) {
  const front = useRef<HTMLDivElement>(null);
  const cloze = draft.type === 'cloze';
  const makeGap = () => {
    const area = front.current?.querySelector('textarea');
    if (!area || area.selectionStart === area.selectionEnd) return;
    const words = draft.front.slice(area.selectionStart, area.selectionEnd);
    // An earlier gap gets its words back first.
    const whole = draft.front.replace(clozeGap, draft.back);
    const start = whole.indexOf(words, Math.max(0, area.selectionStart - clozeGap.length));
    if (words.includes(clozeGap) || start === -1) return;
    onChange({ ...draft, front: `${whole.slice(0, start)}${clozeGap}${whole.slice(start + words.length)}`, back: words });
  };
  return (
    <div className="flex flex-col gap-4">
      <div ref={front}>
        <TextAreaField
          label={cloze ? 'Sentence' : 'Question'}
          name="front"
          rows={3}
          autoFocus={autoFocus}
          maxLength={limits.flashcard.frontChars}
          className="[&_textarea]:font-serif"
          value={draft.front}
          onChange={(event) => onChange({ ...draft, front: event.target.value })}
          error={problems.front}
          aside={
            cloze && (
              <Button size={28} variant="quiet" onMouseDown={(event) => event.preventDefault()} onClick={makeGap}>
                Make it the gap
              </Button>
            )
          }
          hint={cloze ? `The gap is written ${clozeGap}. Select words to make them the gap.` : undefined}
        />
      </div>
      <TextAreaField
        label={cloze ? 'In the gap' : 'Answer'}
        name="back"
        rows={2}
        maxLength={limits.flashcard.backChars}
        className="[&_textarea]:min-h-16 [&_textarea]:font-serif"
        value={draft.back}
        onChange={(event) => onChange({ ...draft, back: event.target.value })}
        error={problems.back}
      />
    </div>
  );
}
