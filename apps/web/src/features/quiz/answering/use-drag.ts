'use client';

import { type PointerEvent, useEffect, useRef, useState } from 'react';

/** How far a pointer goes before a press is a drag. */
const slack = 6;

interface Drag {
  item: number;
  x: number;
  y: number;
  far: boolean;
}

/** The number in `data-drop` of what lies under a point. */
function placeAt(x: number, y: number): number | null {
  const place = document.elementFromPoint(x, y)?.closest('[data-drop]')?.getAttribute('data-drop');
  return place == null ? null : Number(place);
}

/**
 * Dragging by pointer, mouse, pen or finger alike, onto elements with `data-drop`. Buttons and keys do the same without it.
 * @param onDrop the item that was dragged and the place it was let go over
 */
export function useDrag(onDrop: (item: number, place: number) => void) {
  const [held, setHeld] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const move = (event: globalThis.PointerEvent) => {
      const now = drag.current;
      if (now === null) return;
      if (!now.far && Math.hypot(event.clientX - now.x, event.clientY - now.y) < slack) return;
      now.far = true;
      setHeld(now.item);
      setOver(placeAt(event.clientX, event.clientY));
    };
    const end = (event: globalThis.PointerEvent) => {
      const now = drag.current;
      drag.current = null;
      setHeld(null);
      setOver(null);
      if (now?.far !== true || event.type === 'pointercancel') return;
      dragged.current = true;
      const place = placeAt(event.clientX, event.clientY);
      if (place !== null) drop.current(now.item, place);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
  }, []);
  return {
    held,
    over,
    start(event: PointerEvent, item: number) {
      if (event.button !== 0) return;
      dragged.current = false;
      drag.current = { item, x: event.clientX, y: event.clientY, far: false };
    },
    /** Whether the press that ends now was a drag: the click that follows it means nothing. */
    moved: () => dragged.current,
  };
}
