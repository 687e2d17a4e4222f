'use client';

import type { NoteContent, NoteSource } from '@studywright/core';
import { clsx } from 'clsx';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { Elements } from '@/features/document/elements.ts';
import { useHotkey } from '@/lib/hotkeys.ts';

/** Something that a note states, by its place in it: `definitions.3`. */
export interface Stated {
  id: string;
  source: NoteSource | null;
}

/** Everything that is stated, in the order in which it is shown. */
export function statedIn(content: NoteContent): Stated[] {
  const of = (name: string, items: readonly { source: NoteSource | null }[]) => items.map(({ source }, at) => ({ id: `${name}.${at}`, source }));
  switch (content.kind) {
    case 'notes':
      return [...of('keyPoints', content.keyPoints), ...content.sections.flatMap((section, at) => of(`sections.${at}`, section.statements))];
    case 'cheatSheet':
      return [...of('definitions', content.definitions), ...of('formulas', content.formulas), ...of('tables', content.tables), ...of('dates', content.dates)];
    case 'glossary':
      return of('entries', content.entries);
    case 'mnemonic':
      return of('items', content.items);
    case 'conceptMap':
      return of('edges', content.edges);
  }
}

export interface NoteFocus {
  /** The one whose source stands in the margin. */
  active: Stated | null;
  /** Whether somebody chose it: without a margin, nothing is shown before. */
  chosen: boolean;
  pick(id: string | null): void;
  numberOf(id: string): number | undefined;
  elements: Elements;
  /** The source, for where there is no margin. */
  below: ReactNode;
}

const FocusContext = createContext<NoteFocus | null>(null);

/** Which statement is looked at; J and K go to the next and the one before. */
export function useNoteFocus(content: NoteContent): Omit<NoteFocus, 'below'> {
  const stated = useMemo(() => statedIn(content), [content]);
  const cited = useMemo(() => stated.filter(({ source }) => source !== null), [stated]);
  const numbers = useMemo(() => new Map(cited.map(({ id }, at) => [id, at + 1])), [cited]);
  const [elements] = useState(() => new Elements());
  const [picked, pick] = useState<string | null>(null);
  const chosen = cited.find(({ id }) => id === picked);
  const active = chosen ?? cited[0] ?? null;
  const go = (by: number) => {
    const at = cited.findIndex(({ id }) => id === active?.id);
    const next = cited[Math.min(cited.length - 1, Math.max(0, at + by))];
    if (!next) return;
    pick(next.id);
    elements.of(next.id).current?.scrollIntoView({ block: 'nearest' });
  };
  useHotkey('j', () => go(1));
  useHotkey('k', () => go(-1));
  return { active, chosen: chosen !== undefined, pick, numberOf: (id) => numbers.get(id), elements };
}

export function FocusProvider({ value, children }: { value: NoteFocus; children: ReactNode }) {
  return <FocusContext value={value}>{children}</FocusContext>;
}

export function useFocus(): NoteFocus {
  const focus = useContext(FocusContext);
  if (!focus) throw new Error('This is shown outside of a note.');
  return focus;
}

/** Words of a note with the number of their source; the one that is looked at is underlined like the quote is marked. */
export function Cited({ id, children, className }: { id: string; children: ReactNode; className?: string }) {
  const { active, chosen, pick, numberOf, elements } = useFocus();
  const number = numberOf(id);
  const current = number !== undefined && active?.id === id;
  return (
    <>
      <span ref={elements.attach(id)} className={clsx(current && 'decoration-hl-edge decoration-2 underline-offset-4 lg:underline', current && chosen && 'underline', 'print:no-underline', className)}>
        {children}
      </span>
      {number !== undefined && (
        <button
          type="button"
          aria-pressed={current && chosen}
          aria-label={`Source ${number}`}
          onClick={() => pick(current && chosen ? null : id)}
          className={clsx(
            'ml-1.5 inline-flex min-h-6 min-w-6 items-center justify-center rounded-4 border px-1 align-[1px] font-sans text-12 transition-colors print:hidden touch:min-h-8 touch:min-w-8',
            current ? 'border-hl-edge text-ink' : 'border-line2 text-ink2 hover:border-edge hover:text-ink',
          )}
        >
          {number}
        </button>
      )}
    </>
  );
}

/** The source of a statement, below it, where the page has no margin. */
export function Below({ id }: { id: string }) {
  const { active, chosen, below } = useFocus();
  return chosen && active?.id === id ? <div className="mt-2 mb-4 hidden rounded-8 border border-line bg-paper2 p-4 font-sans md:max-lg:block print:hidden">{below}</div> : null;
}
