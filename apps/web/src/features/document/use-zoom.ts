'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clampZoom, fit, stepZoom, wheelZoom } from './zoom.ts';

export interface Zoom {
  value: number;
  by(direction: 1 | -1): void;
  toFit(): void;
}

interface Point {
  x: number;
  y: number;
}

/** What stays where it is while the rest grows: a point of the sheet, as shares of its width and height, and of the window. */
interface Anchor {
  share: Point;
  at: Point;
}

function middle(touches: TouchList): { at: Point; distance: number } | null {
  const [one, other] = touches;
  if (one === undefined || other === undefined) return null;
  return { at: { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 }, distance: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) };
}

/**
 * Makes a sheet larger than its frame: by Ctrl and the wheel, by two fingers, and in steps. What is under the pointer
 * stays there.
 * @param frame scrolls sideways when the sheet is wider
 */
export function useZoom(frame: RefObject<HTMLElement | null>, sheet: RefObject<HTMLElement | null>, enabled: boolean): Zoom {
  const [value, setValue] = useState(fit);
  const latest = useRef(value);
  const anchor = useRef<Anchor | null>(null);

  const set = useCallback(
    (next: number, at: Point) => {
      const box = sheet.current?.getBoundingClientRect();
      if (box === undefined || next === latest.current) return;
      anchor.current = { at, share: { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height } };
      latest.current = next;
      setValue(next);
    },
    [sheet],
  );

  useLayoutEffect(() => {
    const held = anchor.current;
    const box = sheet.current?.getBoundingClientRect();
    anchor.current = null;
    if (held === null || box === undefined) return;
    frame.current?.scrollBy({ left: box.left + held.share.x * box.width - held.at.x, behavior: 'instant' });
    window.scrollBy({ top: box.top + held.share.y * box.height - held.at.y, behavior: 'instant' });
  }, [value, frame, sheet]);

  useEffect(() => {
    const element = frame.current;
    if (element === null || !enabled) return;
    let pinch: { distance: number; zoom: number } | null = null;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      set(wheelZoom(latest.current, event.deltaY), { x: event.clientX, y: event.clientY });
    };
    const touch = (event: TouchEvent) => {
      const fingers = event.touches.length === 2 ? middle(event.touches) : null;
      if (fingers === null) {
        pinch = null;
        return;
      }
      // Otherwise the browser would magnify the whole window, buttons and all.
      event.preventDefault();
      pinch ??= { distance: fingers.distance, zoom: latest.current };
      if (pinch.distance > 0) set(clampZoom((pinch.zoom * fingers.distance) / pinch.distance), fingers.at);
    };
    const options = { passive: false } as const;
    element.addEventListener('wheel', wheel, options);
    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) element.addEventListener(type, touch, options);
    return () => {
      element.removeEventListener('wheel', wheel);
      for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) element.removeEventListener(type, touch);
    };
  }, [frame, set, enabled]);

  /** The middle of what is seen of the sheet. */
  const centre = useCallback((): Point => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return { x: 0, y: 0 };
    return { x: box.left + box.width / 2, y: (Math.max(0, box.top) + Math.min(window.innerHeight, box.bottom)) / 2 };
  }, [frame]);

  const by = useCallback((direction: 1 | -1) => set(stepZoom(latest.current, direction), centre()), [set, centre]);
  const toFit = useCallback(() => set(fit, centre()), [set, centre]);
  return { value, by, toFit };
}
