'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { routes } from '@/lib/routes.ts';

export const cardFilterStates = [
  { value: 'due', label: 'Due' },
  { value: 'new', label: 'New' },
  { value: 'learning', label: 'Learning' },
  { value: 'review', label: 'In review' },
  { value: 'suspended', label: 'Suspended' },
] as const;

export type CardFilterState = (typeof cardFilterStates)[number]['value'];

export interface CardFilter {
  topic?: string | undefined;
  document?: string | undefined;
  state?: CardFilterState | undefined;
  search: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An address can say anything; what makes no sense is left out. */
export function readCardFilter(params: { get(name: string): string | null }): CardFilter {
  const id = (name: string) => {
    const value = params.get(name);
    return value !== null && uuid.test(value) ? value : undefined;
  };
  return { topic: id('topic'), document: id('document'), state: cardFilterStates.find(({ value }) => value === params.get('state'))?.value, search: (params.get('search') ?? '').slice(0, 200) };
}

/** What is looked for stands in the address, so that it can be sent, kept and come back to. */
export function useCardFilter(courseId: string) {
  const params = useSearchParams();
  const filter = useMemo(() => readCardFilter(params), [params]);
  const set = useCallback(
    (change: Partial<CardFilter>) => {
      // The address as it is now: two changes in one moment must not lose each other.
      const now = readCardFilter(new URLSearchParams(window.location.search));
      const { topic, document, state, search } = { ...now, ...change };
      const query = { ...(topic !== undefined && { topic }), ...(document !== undefined && { document }), ...(state !== undefined && { state }), ...(search !== '' && { search }) };
      window.history.replaceState(null, '', routes.cards(courseId, query));
    },
    [courseId],
  );
  const clear = useCallback(() => window.history.replaceState(null, '', routes.cards(courseId)), [courseId]);
  return { filter, set, clear };
}
