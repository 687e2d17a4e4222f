'use client';

import { type RefObject, useEffect } from 'react';

/**
 * A press on a passage is a short way to its item for those who point; the list beside it is the way for everybody.
 * What can be pressed names its marks in `data-marks`, joined by spaces; pressed again, the next of them is taken.
 */
export function useMarkPress(area: RefObject<HTMLElement | null>, active: string | null, onPick: (markId: string) => void): void {
  useEffect(() => {
    const element = area.current;
    const press = (event: MouseEvent) => {
      // Whoever selects words does not press.
      if (getSelection()?.isCollapsed === false) return;
      const marked = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-marks]') : null;
      const ids = marked?.dataset['marks']?.split(' ') ?? [];
      const next = ids[(ids.indexOf(active ?? '') + 1) % ids.length];
      if (next !== undefined) onPick(next);
    };
    element?.addEventListener('click', press);
    return () => element?.removeEventListener('click', press);
  }, [area, active, onPick]);
}
