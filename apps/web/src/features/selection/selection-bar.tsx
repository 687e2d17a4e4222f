'use client';

import { useHotkey } from '@/lib/hotkeys.ts';
import { Button } from '@/parts/button.tsx';

export interface SelectionBarProps {
  /** Below the end of what is marked, in pixels within the box that the bar stands in; on a phone it stands at the lower edge. */
  x: number;
  y: number;
  /** Left out where it can't be done with what is marked: too few words, or a course that somebody else runs. */
  onCard: (() => void) | undefined;
  onQuestion: (() => void) | undefined;
  onExplain: () => void;
  onClose: () => void;
}

/** What can be made of the words that are marked. */
export function SelectionBar({ x, y, onCard, onQuestion, onExplain, onClose }: SelectionBarProps) {
  useHotkey('c', () => onCard?.(), { enabled: onCard !== undefined });
  useHotkey('q', () => onQuestion?.(), { enabled: onQuestion !== undefined });
  useHotkey('x', onExplain);
  useHotkey('esc', onClose);
  // Pressed by a pointer it must not take the selection away.
  const press = { size: 28, onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault() } as const;
  return (
    <div
      role="toolbar"
      aria-label="Marked words"
      style={{ left: x, top: y }}
      className="z-30 flex gap-1 border-line2 bg-raised p-1 appear max-md:fixed max-md:inset-x-0! max-md:top-auto! max-md:bottom-16 max-md:justify-center max-md:border-t max-md:px-3 max-md:py-2 md:absolute md:rounded-8 md:border"
    >
      {onCard !== undefined && (
        <Button {...press} variant="primary" kbd="c" aria-keyshortcuts="c" onClick={onCard}>
          Card
        </Button>
      )}
      {onQuestion !== undefined && (
        <Button {...press} kbd="q" aria-keyshortcuts="q" onClick={onQuestion}>
          Question
        </Button>
      )}
      <Button {...press} kbd="x" aria-keyshortcuts="x" onClick={onExplain}>
        Explain
      </Button>
    </div>
  );
}
