'use client';

import type { NodePositions, NoteContentOf, NoteView } from '@studywright/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { Segmented } from '@/parts/segmented.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { RelationList } from '../bodies.tsx';
import { MapCanvas } from './map-canvas.tsx';

const views = [
  { value: 'map', label: 'Map' },
  { value: 'list', label: 'List' },
] as const;

/** Milliseconds without a move after which positions are sent: an arrow key moves a node by a few pixels a time. */
const restMs = 600;

/** The map as a picture, or read as sentences. */
export function ConceptMapBody({ note, content }: { note: NoteView; content: NoteContentOf<'conceptMap'> }) {
  const trpc = useTRPC();
  const [view, setView] = useState<(typeof views)[number]['value']>('map');
  const [positions, setPositions] = useState(note.positions);
  const waiting = useRef<{ moved: NodePositions; timer: ReturnType<typeof setTimeout> | undefined }>({ moved: {}, timer: undefined });
  const { mutate } = useMutation(trpc.note.placeNodes.mutationOptions({ onError: (error) => notify(errorDetail(error)) }));
  const move = useCallback(
    (moved: NodePositions) => {
      setPositions((before) => ({ ...before, ...moved }));
      if (!note.mayChange) return;
      const { current } = waiting;
      current.moved = { ...current.moved, ...moved };
      clearTimeout(current.timer);
      current.timer = setTimeout(() => {
        mutate({ id: note.id, positions: current.moved });
        current.moved = {};
      }, restMs);
    },
    [mutate, note.id, note.mayChange],
  );
  return (
    <div>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
        <Segmented label="Show the map as" choices={views} value={view} onChange={setView} />
        {view === 'map' && <p className="text-13 text-ink2">Drag to move, scroll to zoom. Tab to a term, then arrows. Press a relation for its source.</p>}
      </div>
      {view === 'map' ? <MapCanvas content={content} positions={positions} onMove={move} /> : <RelationList content={content} />}
    </div>
  );
}
