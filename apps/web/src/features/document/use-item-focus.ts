'use client';

import type { DocumentItemView } from '@studywright/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LeaderLink } from '@/parts/leader-lines.tsx';
import { Elements } from './elements.ts';
import type { Mark } from './page-blocks.ts';

/** A passage that an address points at, without an item that cites exactly it. */
export const pointed = 'pointed';

export interface Passage {
  start: number;
  end: number;
}

/**
 * Which item of a page is the current one, what is marked on the page, and what is joined by lines.
 * @param begin where a page is begun that no passage was asked of: at its end when one comes from the page after it
 */
export function useItemFocus(items: readonly DocumentItemView[], passage: Passage | null, column: { current: Element | null }, begin: 'first' | 'last') {
  const [ends] = useState(() => new Elements());
  const [heads] = useState(() => new Elements());
  const [picked, setPicked] = useState<string | null>(null);
  const cited = passage === null ? undefined : items.find(({ citation }) => citation.start === passage.start && citation.end === passage.end);
  const fallback = passage === null ? (items.at(begin === 'first' ? 0 : -1)?.id ?? null) : (cited?.id ?? pointed);
  const active = picked !== null && (picked === pointed || items.some((item) => item.id === picked)) ? picked : fallback;

  const marks = useMemo<Mark[]>(
    () => [
      ...items.map((item) => ({ id: item.id, start: item.citation.start, end: item.citation.end })),
      ...(passage !== null && cited === undefined ? [{ id: pointed, start: passage.start, end: passage.end }] : []),
    ],
    [items, passage, cited],
  );
  const links = useMemo<LeaderLink[]>(
    () => items.map((item) => ({ id: item.id, from: ends.of(item.id), to: heads.of(item.id), edge: column, fromFirstLine: true, active: item.id === active })),
    [items, active, ends, heads, column],
  );
  const index = items.findIndex((item) => item.id === active);
  return { active, index, pick: setPicked, marks, links, ends, heads };
}

/**
 * Brings the passage and its item into view when they are pointed at, and leaves the page alone otherwise.
 * @param look how the page is shown: in another way the passage stands elsewhere
 */
export function useShowActive(active: string | null, asked: boolean, ready: boolean, look: string, ends: Elements, heads: Elements): void {
  const shown = useRef<{ id: string; look: string } | null>(null);
  useEffect(() => {
    if (!ready || active === null || (shown.current?.id === active && shown.current.look === look)) return;
    const first = shown.current === null || shown.current.look !== look;
    const begun = shown.current === null;
    shown.current = { id: active, look };
    if (begun && !asked) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    heads.of(active).current?.scrollIntoView({ block: 'nearest', behavior: 'auto' });
    ends.of(active).current?.scrollIntoView({ block: first ? 'center' : 'nearest', behavior: first ? 'auto' : behavior });
  }, [active, asked, ready, look, ends, heads]);
}
