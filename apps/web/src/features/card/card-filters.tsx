'use client';

import type { DocumentView, TopicView } from '@studywright/core';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Input } from '@/parts/field.tsx';
import { Select } from '@/parts/select.tsx';
import { type CardFilter, cardFilterStates } from './use-card-filter.ts';

const typingPauseMs = 250;

export interface CardFiltersProps {
  filter: CardFilter;
  onChange: (change: Partial<CardFilter>) => void;
  topics: readonly TopicView[];
  documents: readonly DocumentView[];
}

export function CardFilters({ filter, onChange, topics, documents }: CardFiltersProps) {
  const [words, setWords] = useState(filter.search);
  const box = useRef<HTMLDivElement>(null);
  useHotkey('/', () => box.current?.querySelector('input')?.focus());
  useEffect(() => {
    if (words.trim() === filter.search) return;
    const timer = setTimeout(() => onChange({ search: words.trim() }), typingPauseMs);
    return () => clearTimeout(timer);
  }, [words, filter.search, onChange]);
  return (
    <search className="mt-5 grid grid-cols-2 gap-2 max-md:mt-0 md:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))]">
      <div ref={box} className="relative max-md:col-span-2">
        <Search size={16} strokeWidth={1.5} aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink2" />
        <Input
          type="search"
          aria-label="Words in the cards"
          placeholder="Words in the cards"
          maxLength={200}
          className="pl-9"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onChange({ search: words.trim() });
          }}
        />
      </div>
      <Select aria-label="State" value={filter.state ?? ''} onChange={(event) => onChange({ state: cardFilterStates.find(({ value }) => value === event.target.value)?.value })}>
        <option value="">Any state</option>
        {cardFilterStates.map((state) => (
          <option key={state.value} value={state.value}>
            {state.label}
          </option>
        ))}
      </Select>
      <Select aria-label="Topic" value={filter.topic ?? ''} onChange={(event) => onChange({ topic: event.target.value === '' ? undefined : event.target.value })}>
        <option value="">Any topic</option>
        {topics.map((topic) => (
          <option key={topic.id} value={topic.id}>
            {topic.title}
          </option>
        ))}
      </Select>
      <Select aria-label="Document" className="max-md:col-span-2" value={filter.document ?? ''} onChange={(event) => onChange({ document: event.target.value === '' ? undefined : event.target.value })}>
        <option value="">Any document</option>
        {documents.map((document) => (
          <option key={document.id} value={document.id}>
            {document.title}
          </option>
        ))}
      </Select>
    </search>
  );
}
