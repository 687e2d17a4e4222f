'use client';

import { type ReactNode, useMemo, useRef, useState } from 'react';
import { LeaderLines } from '@/parts/leader-lines.tsx';
import { SourceLabel } from '@/parts/source-note.tsx';

const passage = [
  { text: 'In 1968 Atkinson and Shiffrin proposed that ' },
  { quote: 0, text: 'information passes through three stages before it is stored for good.' },
  { text: ' What receives attention moves into short-term memory, where it is ' },
  { quote: 1, text: 'kept for roughly 15 to 30 seconds unless it is rehearsed.' },
  { text: ' Baddeley and Hitch replaced this store with working memory, in which ' },
  { quote: 2, text: 'a central executive directs attention.' },
] as const;

/** A passage, and what is made of it in the margin; a line from each sentence to what came of it. */
export function Example({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  const quotes = [useRef<HTMLElement>(null), useRef<HTMLElement>(null), useRef<HTMLElement>(null)];
  const heads = [useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)];
  const [active, setActive] = useState(0);
  const [q0, q1, q2] = quotes;
  const [h0, h1, h2] = heads;
  const links = useMemo(
    () =>
      // oxlint-disable-next-line react/refs -- handed on as they are, read by the lines once they are drawn
      [
        { from: q0, to: h0 },
        { from: q1, to: h1 },
        { from: q2, to: h2 },
      ].flatMap(({ from, to }, index) => (from === undefined || to === undefined ? [] : [{ id: String(index), from, to, edge, fromFirstLine: true, active: active === index }])),
    [q0, q1, q2, h0, h1, h2, active],
  );
  const items = [
    { kind: 'Card', text: 'Which three stages does information pass through before it is stored?', note: 'Comes back in 14 days, if you know it' },
    {
      kind: 'Test question',
      text: 'You stop repeating a phone number. How long until it is gone?',
      note: (
        <>
          A. about 1 second <span className="mx-3 font-semibold text-ink">B. about 20 seconds</span> C. an hour
        </>
      ),
    },
    { kind: 'Card with a gap', text: 'In working memory, […] directs attention.', note: 'a central executive' },
  ];
  return (
    <div ref={container} className="relative grid lg:grid-cols-[minmax(0,1fr)_400px] xl:grid-cols-[minmax(0,1fr)_416px]">
      <div className="px-5 pt-12 pb-12 md:px-10 md:pt-16 xl:pl-20">
        {children}
        <div ref={edge} className="mt-12 max-w-200 border-t border-line pt-6 lg:mr-14">
          <p className="font-serif text-18 leading-8.5 text-ink2 md:text-[1.25rem]">
            {passage.map((part) =>
              'quote' in part ? (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing only lights up what is all there to read
                <mark key={part.text} ref={quotes[part.quote]} className={`highlight ${active === part.quote ? 'highlight-strong' : ''}`} onMouseEnter={() => setActive(part.quote)}>
                  {part.text}
                </mark>
              ) : (
                part.text
              ),
            )}
          </p>
          <SourceLabel title="Memory" page={12} className="mt-4" />
        </div>
      </div>
      <ul className="flex flex-col gap-10 border-line px-5 pb-12 max-lg:border-t max-lg:pt-8 md:px-10 lg:justify-between lg:gap-16 lg:border-l lg:px-6 lg:pt-16 lg:pb-36">
        {items.map((item, index) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing only lights up what is all there to read
          <li key={item.kind} onMouseEnter={() => setActive(index)}>
            <span ref={heads[index]} className="text-12 font-medium text-ink2">
              {item.kind}
            </span>
            <p className="mt-1 font-serif text-18">{item.text}</p>
            <p className="mt-1.5 text-13 text-ink2">{item.note}</p>
          </li>
        ))}
      </ul>
      <LeaderLines container={container} links={links} />
    </div>
  );
}
