'use client';

import { createContext, useContext, useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { belongsElsewhere, bindingsOf, isSingleSign } from './hotkey-rules.ts';

/** Whether single-letter keys work: the student's setting `singleKeys`. Provided by the app's layout. */
export const SingleKeysContext = createContext(true);

export interface HotkeyOptions {
  enabled?: boolean;
  /** Also while a dialog is open; by default what lies on top has the keys to itself. */
  inDialogs?: boolean;
  /** Also while typing; only for keys with Ctrl or Cmd. */
  whileTyping?: boolean;
}

/**
 * Runs `handler` on a key: `mod+k`, `space`, `1`, `?`, `left`. Letters and signs count by what they write, whatever the
 * keyboard's language; digits by their place. A single key never fires while somebody types, and not at all where the
 * student turned single keys off (Space, Enter, Esc and arrows stay). A key that is held fires once.
 */
export function useHotkey(keys: string | readonly string[], handler: (event: KeyboardEvent) => void, options: HotkeyOptions = {}): void {
  const singleKeys = useContext(SingleKeysContext);
  const { enabled = true, inDialogs = false, whileTyping = false } = options;
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const live = (typeof keys === 'string' ? [keys] : keys).filter((key) => singleKeys || !isSingleSign(key)).join(' ');
  useEffect(() => {
    if (!enabled || live === '') return;
    const run = (event: KeyboardEvent) => {
      if (belongsElsewhere(event, { inDialogs, whileTyping })) return;
      event.preventDefault();
      latest.current(event);
    };
    const bindings = live.split(' ').flatMap(bindingsOf);
    return tinykeys(window, Object.fromEntries(bindings.map((binding) => [binding, run])), { ignore: (event) => event.repeat });
  }, [enabled, live, inDialogs, whileTyping]);
}
