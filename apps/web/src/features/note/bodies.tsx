'use client';

import type { NoteContentOf } from '@studywright/core';
import { clsx } from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { Input } from '@/parts/field.tsx';
import { Below, Cited } from './focus.tsx';
import { initialOf, matching } from './glossary-search.ts';

const reading = 'font-serif text-18 leading-7.5 wrap-break-word';

/** Headings as the document has them, and below each what matters of it. */
export function NotesBody({ content }: { content: NoteContentOf<'notes'> }) {
  return (
    <div className="max-w-170">
      {content.keyPoints.length > 0 && (
        <section aria-labelledby="key-points" className="mb-8 border-y border-line py-4">
          <h2 id="key-points" className="text-15 font-semibold">
            Key points
          </h2>
          <ul className="mt-2 list-disc space-y-2 pl-5 marker:text-ink3">
            {content.keyPoints.map((point, at) => (
              <li key={at} className={reading}>
                <Cited id={`keyPoints.${at}`}>{point.text}</Cited>
                <Below id={`keyPoints.${at}`} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {content.sections.map((section, at) => (
        <section key={at} className="mt-6 first:mt-0">
          <Heading level={section.level}>{section.title}</Heading>
          {section.statements.map((statement, place) => (
            <div key={place} className="mt-2">
              <p className={reading}>
                <Cited id={`sections.${at}.${place}`}>{statement.text}</Cited>
              </p>
              <Below id={`sections.${at}.${place}`} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  if (level === 1) return <h2 className="text-24 font-semibold">{children}</h2>;
  if (level === 2) return <h3 className="text-18 font-semibold">{children}</h3>;
  return <h4 className="text-15 font-semibold">{children}</h4>;
}

/** Terms from A to Z, found by the words of term and definition. */
export function GlossaryBody({ content }: { content: NoteContentOf<'glossary'> }) {
  const [search, setSearch] = useState('');
  const id = useId();
  const entries = content.entries.map((entry, at) => ({ ...entry, at }));
  const found = matching(entries, search);
  const letters = Map.groupBy(found, (entry) => initialOf(entry.term));
  return (
    <div className="max-w-170">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
        <label htmlFor={id} className="sr-only">
          Search the glossary
        </label>
        <Input id={id} type="search" placeholder="Search the glossary" value={search} onChange={(event) => setSearch(event.target.value)} className="max-w-80" />
        <p role="status" className="text-13 text-ink2">
          {search.trim() === '' ? counted(content.entries.length, 'term') : `${counted(found.length, 'term')} of ${content.entries.length}`}
        </p>
      </div>
      {found.length === 0 && <p className="mt-6 text-14 text-ink2">No term has these words. Try fewer.</p>}
      {[...letters].map(([letter, group]) => (
        <section key={letter} className="mt-6">
          <h2 className="border-b border-line pb-1 text-13 font-semibold text-ink2">{letter}</h2>
          <dl>
            {group.map(({ term, aliases, definition, at }) => (
              <div key={at} className="border-b border-line py-3">
                <dt className="font-serif text-18 font-semibold wrap-break-word">
                  {term}
                  {aliases.length > 0 && <span className="font-normal text-ink2"> ({aliases.join(', ')})</span>}
                </dt>
                <dd className={clsx(reading, 'text-ink2')}>
                  <Cited id={`entries.${at}`}>{definition}</Cited>
                  <Below id={`entries.${at}`} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

export function MnemonicBody({ content }: { content: NoteContentOf<'mnemonic'> }) {
  return (
    <ol className="max-w-170">
      {content.items.map((item, at) => (
        <li key={at} className="border-b border-line py-6 first:pt-0">
          <h2 className="text-14 text-ink2">
            <Cited id={`items.${at}`}>{item.title}</Cited>
          </h2>
          <Below id={`items.${at}`} />
          <p className={clsx('mt-1 font-serif wrap-break-word', item.type === 'story' ? 'text-18 leading-7.5' : 'text-answer')}>{item.cue}</p>
          {item.parts.length > 0 && (
            <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
              {item.parts.map((part, place) => (
                <div key={place} className="contents">
                  <dt className="font-serif text-passage font-semibold">{part.cue}</dt>
                  <dd className="font-serif text-passage text-ink2">{part.means}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The same as the picture, in words: for those who do not see it, and to read it through. */
export function RelationList({ content }: { content: NoteContentOf<'conceptMap'> }) {
  const labels = new Map(content.nodes.map(({ key, label }) => [key, label]));
  return (
    <ul className="max-w-170">
      {content.edges.map((edge, at) => (
        <li key={at} className={clsx(reading, 'border-b border-line py-2')}>
          <Cited id={`edges.${at}`}>
            <span className="font-semibold">{labels.get(edge.from) ?? edge.from}</span> <span className="text-ink2">{edge.label}</span> <span className="font-semibold">{labels.get(edge.to) ?? edge.to}</span>
          </Cited>
          <Below id={`edges.${at}`} />
        </li>
      ))}
    </ul>
  );
}
