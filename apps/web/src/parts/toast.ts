'use client';

/**
 * Says that something is done and offers to take it back. The library behind it loads with the first message: no page
 * pays for it before. Never the only record of an error.
 */
export interface Message {
  text: string;
  /** Takes it back. */
  undo?: () => void;
}

type Listener = () => void;
let waiting: Message[] = [];
let wanted = false;
const listeners = new Set<Listener>();

export function notify(text: string, undo?: () => void): void {
  waiting = [...waiting, undo === undefined ? { text } : { text, undo }];
  wanted = true;
  for (const listener of listeners) listener();
}

/** For the host alone. */
export const toastQueue = {
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  wanted: (): boolean => wanted,
  take(): Message[] {
    const taken = waiting;
    waiting = [];
    return taken;
  },
};
