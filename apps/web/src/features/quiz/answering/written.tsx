'use client';

import type { QuestionAnswer } from '@studywright/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { TextArea } from '@/parts/field.tsx';

const gap = '_____';
/** Longer than between two letters, shorter than a thought. */
const pauseMs = 600;
const mostChars = 4_000;

/** What is typed, kept when the typing pauses and whenever the field is left. */
function useWritten(kind: 'fillIn' | 'shortAnswer', saved: string, onAnswer: (answer: QuestionAnswer | null) => void) {
  const [text, setText] = useState(saved);
  const latest = useRef({ text, saved, onAnswer });
  useEffect(() => {
    latest.current = { text, saved, onAnswer };
  });
  const keep = () => {
    const now = latest.current;
    const trimmed = now.text.trim();
    if (trimmed !== now.saved) now.onAnswer(trimmed === '' ? null : { kind, text: trimmed });
  };
  const keepNow = useRef(keep);
  useEffect(() => {
    const timer = setTimeout(() => keepNow.current(), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, keep };
}

interface WrittenProps {
  text: string;
  onAnswer: (answer: QuestionAnswer | null) => void;
  onOnward: () => void;
}

/** The sentence with the field where its gap is. */
export function FillIn({ stem, text: saved, onAnswer, onOnward }: WrittenProps & { stem: string }) {
  const { text, setText, keep } = useWritten('fillIn', saved, onAnswer);
  const id = useId();
  const at = stem.indexOf(gap);
  const [before, after] = at < 0 ? [stem, ''] : [stem.slice(0, at), stem.slice(at + gap.length)];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    keep();
    onOnward();
  };
  return (
    <div className="pt-3">
      <p className="font-serif text-question-phone leading-[2] wrap-break-word text-ink md:text-question md:leading-[2]">
        <label htmlFor={id} className="sr-only">
          {before}gap{after}
        </label>
        <span aria-hidden="true">{before}</span>
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onKeyDown={onKeyDown}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          style={{ width: `${Math.min(28, Math.max(9, text.length + 2))}ch` }}
          className="mx-1 max-w-full rounded-t-6 border-b-2 border-edge bg-raised px-2 py-0.5 text-ink transition-colors hover:border-ink3 focus-visible:border-pen"
        />
        <span aria-hidden="true">{after}</span>
      </p>
    </div>
  );
}

export function ShortAnswer({ points, text: saved, onAnswer, onOnward }: WrittenProps & { points: number }) {
  const { text, setText, keep } = useWritten('shortAnswer', saved, onAnswer);
  const note = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    keep();
    onOnward();
  };
  return (
    <>
      <TextArea aria-label="Your answer" aria-describedby={note} value={text} onChange={(event) => setText(event.target.value)} onBlur={keep} onKeyDown={onKeyDown} maxLength={mostChars} rows={5} className="font-serif text-18" />
      <p id={note} className="mt-2 text-13 text-ink3">
        A full answer makes {counted(points, 'point')}. What counts is what you say, not how.
      </p>
    </>
  );
}
