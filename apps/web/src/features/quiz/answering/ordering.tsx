'use client';

import type { QuestionAnswer, QuestionAsk } from '@studywright/core';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/parts/button.tsx';
import { moved } from './arrange.ts';
import { useDrag } from './use-drag.ts';

export interface OrderingProps {
  ask: Extract<QuestionAsk, { kind: 'ordering' }>;
  /** Null while nothing was moved: what is shown is no answer yet. */
  order: readonly number[] | null;
  onAnswer: (answer: QuestionAnswer | null) => void;
}

/** A list to put in order: arrow keys or a digit move the item in focus, so do its buttons, and it can be dragged. */
export function Ordering({ ask, order: given, onAnswer }: OrderingProps) {
  const order = given ?? ask.items.map((_, place) => place);
  const [said, setSaid] = useState('');
  const focus = useRef<number | null>(null);
  const handles = useRef(new Map<number, HTMLButtonElement>());
  const move = (from: number, to: number) => {
    const goal = Math.min(order.length - 1, Math.max(0, to));
    const item = order[from];
    if (item === undefined || (goal === from && given !== null)) return;
    focus.current = item;
    setSaid(`${ask.items[item]}: place ${goal + 1} of ${order.length}`);
    onAnswer({ kind: 'ordering', order: moved(order, from, goal) });
  };
  useEffect(() => {
    // A moved item is another node on some browsers; the focus goes with it.
    if (focus.current !== null) handles.current.get(focus.current)?.focus();
    focus.current = null;
  }, [given]);
  const drag = useDrag((item, place) => move(order.indexOf(item), place));
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const to = event.key === 'ArrowUp' ? at - 1 : event.key === 'ArrowDown' ? at + 1 : /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(at, to);
  };
  return (
    <>
      <ol className="flex flex-col gap-2">
        {order.map((item, at) => (
          <li
            key={item}
            data-drop={at}
            className={clsx('flex min-h-14 items-center gap-2 rounded-8 py-1.5 pr-2 pl-1 transition-colors', drag.held === item || (drag.held !== null && drag.over === at) ? 'bg-pen-wash inset-ring-2 inset-ring-pen' : 'inset-ring inset-ring-line2')}
          >
            <button
              ref={(node) => {
                if (node === null) handles.current.delete(item);
                else handles.current.set(item, node);
              }}
              type="button"
              aria-label={`${ask.items[item]}, place ${at + 1} of ${order.length}. Arrow keys move it.`}
              onKeyDown={(event) => onKeyDown(event, at)}
              onPointerDown={(event) => drag.start(event, item)}
              className="flex min-h-11 min-w-0 flex-1 touch-pan-y items-center gap-3 rounded-6 px-2 text-left select-none"
            >
              {/* A finger drags by the grip alone: everywhere else it scrolls. */}
              <span className="-m-2 shrink-0 touch-none p-2">
                <GripVertical size={16} strokeWidth={1.5} aria-hidden="true" className="text-ink3" />
              </span>
              <span aria-hidden="true" className={clsx('grid size-6 shrink-0 place-items-center rounded-full border text-12 font-medium', given === null ? 'border-edge text-ink2' : 'border-pen bg-pen text-on-pen')}>
                {at + 1}
              </span>
              <span className="min-w-0 font-serif text-18 wrap-break-word text-ink">{ask.items[item]}</span>
            </button>
            <span className="flex shrink-0">
              <IconButton label={`Move up: ${ask.items[item]}`} icon={<ArrowUp size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => move(at, at - 1)} aria-disabled={at === 0} className={clsx(at === 0 && 'opacity-40')} />
              <IconButton label={`Move down: ${ask.items[item]}`} icon={<ArrowDown size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => move(at, at + 1)} aria-disabled={at === order.length - 1} className={clsx(at === order.length - 1 && 'opacity-40')} />
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-3 flex flex-wrap items-center gap-x-3 text-13 text-ink3">
        <span>The first at the top.</span>
        {given === null && (
          <button type="button" className="link" onClick={() => onAnswer({ kind: 'ordering', order: [...order] })}>
            It is in order as it stands
          </button>
        )}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
