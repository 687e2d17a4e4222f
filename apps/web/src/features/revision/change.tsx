import type { CitationChangeView, PageKind } from '@studywright/core';
import { clsx } from 'clsx';
import { memo, type ReactNode, useMemo } from 'react';
import { CardFigure } from '@/features/card/card-figure.tsx';
import { CardFront } from '@/features/card/card-text.tsx';
import { counted } from '@/lib/format.ts';
import { alone, compared, type Part } from './compared.ts';

export interface ChangeProps {
  /** What the document is made of. */
  kind: PageKind;
  change: CitationChangeView;
  current: boolean;
  onPick: () => void;
  /** What can be done with the current one. */
  children: ReactNode;
}

/** One item, the passage it was made from, and what stands there now. */
export function Change({ kind: pageKind, change, current, onPick, children }: ChangeProps) {
  const { item, kind, reviews } = change;
  return (
    <li aria-current={current || undefined} className="relative scroll-my-24 border-b border-line py-5 pl-4">
      {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.75 bg-pen" />}
      <p className="text-13 text-ink2">
        <button type="button" onClick={onPick} className={clsx('rounded-4 font-medium text-ink', !current && 'after:absolute after:inset-0')}>
          {item.kind === 'card' ? 'Card' : 'Question'}
          <span className="sr-only">: decide about it</span>
        </button>
        {' · '}
        {kind === 'gone' ? 'its passage is gone' : 'its passage changed'}
        {reviews > 0 && `, ${counted(reviews, 'answer')} given`}
      </p>
      {item.kind === 'card' && item.figure !== null && <CardFigure cardId={item.id} figure={item.figure} from={{ kind: pageKind, page: change.before.page }} size="row" className="mt-2 mb-2.5" />}
      <p className="mt-1 text-18">{item.kind === 'card' ? <CardFront type={item.type} front={item.front} back={item.type === 'cloze' ? item.back : undefined} /> : <span className="font-serif wrap-break-word">{item.stem}</span>}</p>
      {item.kind === 'card' && item.type === 'basic' && <p className="mt-1 font-serif text-passage wrap-break-word whitespace-pre-line text-ink2">{item.back}</p>}
      {item.kind === 'question' && <p className="mt-1 font-serif text-passage wrap-break-word text-ink2">{item.answer}</p>}
      <Versions kind={pageKind} change={change} />
      {children}
    </li>
  );
}

const Versions = memo(function Versions({ kind, change: { before, after } }: { kind: PageKind; change: CitationChangeView }) {
  const parts = useMemo(() => (after === null ? { before: alone(before.passage, before), after: null } : compared(before.passage, before, after.passage)), [before, after]);
  return (
    <div className="mt-4 grid gap-x-8 gap-y-4 md:grid-cols-2">
      <Version title={`Before, ${kind} ${before.page}`} parts={parts.before} change="removed" />
      {parts.after === null || after === null ? (
        <section>
          <h2 className="text-13 font-medium text-ink2">Now</h2>
          <p className="mt-1.5 text-14 text-ink2">Nothing like it is in the new version.</p>
        </section>
      ) : (
        <Version title={`Now, ${kind} ${after.page}`} parts={parts.after} change="added" />
      )}
    </div>
  );
});

function Version({ title, parts, change }: { title: string; parts: readonly Part[]; change: 'removed' | 'added' }) {
  return (
    <section className="min-w-0">
      <h2 className="text-13 font-medium text-ink2">{title}</h2>
      <blockquote className="mt-1.5 font-serif text-passage wrap-break-word whitespace-pre-line text-ink">
        {runsOf(parts).map((run, index) => {
          const pieces = run.map((part, at) => <Piece key={`${at}-${part.text}`} part={part} change={change} />);
          return run[0]?.quoted === true ? (
            <mark key={index} className="highlight">
              {pieces}
            </mark>
          ) : (
            <span key={index}>{pieces}</span>
          );
        })}
      </blockquote>
    </section>
  );
}

/** Neighbours that are quoted, or are not: one stroke of the highlighter lies over all of a quote. */
function runsOf(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.quoted === part.quoted) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

/** What differs is struck out or underlined. */
function Piece({ part: { text, changed }, change }: { part: Part; change: 'removed' | 'added' }) {
  if (!changed) return text;
  return change === 'removed' ? <del className="decoration-1">{text}</del> : <ins className="font-semibold decoration-2 underline-offset-4">{text}</ins>;
}
