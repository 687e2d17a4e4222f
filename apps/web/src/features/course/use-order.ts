'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PointerEvent, useRef, useState } from 'react';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { moved, type Move } from './order.ts';

/**
 * The documents of a course in the order in which the student puts them. A move shows at once, can be taken back, and is
 * undone by itself where the server refuses it.
 * @param shown those that are in view, between which one moves
 */
export function useOrder(courseId: string, all: readonly DocumentView[], isShown: (document: DocumentView) => boolean) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [pending, setPending] = useState<readonly Move[]>([]);
  const [spoken, setSpoken] = useState('');
  const send = useMutation(trpc.document.move.mutationOptions());
  const ordered = pending.reduce(moved, all);
  const shown = ordered.filter(isShown);

  /** @returns whether the server took it */
  const put = async (step: Move): Promise<boolean> => {
    setPending((steps) => [...steps, step]);
    const settle = () => setPending((steps) => steps.filter((held) => held !== step));
    try {
      // Each by its own promise: of several moves in a row, callbacks would tell of the last one alone.
      await send.mutateAsync(step);
    } catch (error) {
      settle();
      notify(errorDetail(error));
      return false;
    }
    void Promise.all([cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId })), cache.invalidateQueries(trpc.document.list.pathFilter())]).then(settle);
    return true;
  };
  const move = (id: string, before: string | null) => {
    const at = ordered.findIndex((document) => document.id === id);
    const title = ordered[at]?.title ?? '';
    const back = ordered[at + 1]?.id ?? null;
    if (at === -1 || before === id || before === back) return;
    const step: Move = { id, before };
    const place = moved(shown, step).findIndex((document) => document.id === id) + 1;
    setSpoken(`${title} is now ${place} of ${shown.length}.`);
    const undo = () => {
      setSpoken(`${title} is where it was.`);
      void put({ id, before: back });
    };
    void put(step).then((taken) => taken && notify(`Moved: ${title}`, undo));
  };
  const step = (id: string, by: -1 | 1) => {
    const at = shown.findIndex((document) => document.id === id);
    if (at === -1 || at + by < 0 || at + by >= shown.length) return;
    move(id, by === -1 ? (shown[at - 1]?.id ?? null) : (shown[at + 2]?.id ?? after(ordered, shown[at + 1]?.id)));
  };
  return { shown, move, step, spoken };
}

/** What follows a document in the whole order, for a move behind the last one in view. */
function after(ordered: readonly DocumentView[], id: string | undefined): string | null {
  const at = ordered.findIndex((document) => document.id === id);
  return at === -1 ? null : (ordered[at + 1]?.id ?? null);
}

interface Drag {
  id: string;
  pointer: number;
  /** Index in the list before which it would be put down. */
  to: number;
}

/** Moves rows of a list by their handles, with mouse, pen or finger. A pointer that is lost leaves all as it was. */
export function useDragOrder(ids: readonly string[], onMove: (id: string, before: string | null) => void) {
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const over = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below === -1 ? rows.length : below;
  };
  const end = (keep: boolean) => {
    if (drag === null) return;
    setDrag(null);
    if (keep) onMove(drag.id, ids[drag.to] ?? null);
  };
  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ id, pointer: event.pointerId, to: ids.indexOf(id) });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag?.id !== id || drag.pointer !== event.pointerId) return;
      setDrag({ ...drag, to: over(event.clientY) });
    },
    onPointerUp: () => end(true),
    onPointerCancel: () => end(false),
  });
  return { list, drag, handle };
}
