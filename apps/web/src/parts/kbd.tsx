'use client';

import { clsx } from 'clsx';
import { useSyncExternalStore } from 'react';

const names: Record<string, string> = { enter: '↵', esc: 'Esc', space: 'Space', up: '↑', down: '↓', left: '←', right: '→', shift: '⇧', alt: 'Alt', tab: 'Tab', plus: '+' };

function subscribe(): () => void {
  return () => undefined;
}

/** Whether the machine says Cmd where others say Ctrl. The server says Ctrl, and a Mac corrects it after hydration. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
}

export interface KbdProps {
  /** Keys joined by `+`: `mod+k`, `enter`, `?`. `mod` is Ctrl, or Cmd on Apple machines. */
  keys: string;
  /** On a filled button the outline takes the colour of its text. */
  onFill?: boolean;
  className?: string;
}

/** A key's name. It is decoration for the eye: what it belongs to says the rest, so screen readers skip it. */
export function Kbd({ keys, onFill = false, className }: KbdProps) {
  const apple = useIsApple();
  const parts = keys.split('+').map((key) => (key === 'mod' ? (apple ? '⌘' : 'Ctrl') : (names[key] ?? key.toUpperCase())));
  return (
    <kbd
      aria-hidden="true"
      className={clsx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-4 border px-1 font-sans text-12 leading-none font-medium whitespace-nowrap',
        onFill ? 'border-current/55' : 'border-line2 text-ink2',
        className,
      )}
    >
      {parts.join(apple ? '' : ' ')}
    </kbd>
  );
}
