'use client';

import { createContext, useContext } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { belongsElsewhere, isSingleSign } from './hotkey-rules.ts';

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
 * student turned single keys off (Space, Enter, Esc and arrows stay).
 */
export function useHotkey(keys: string | readonly string[], handler: (event: KeyboardEvent) => void, options: HotkeyOptions = {}): void {
  const singleKeys = useContext(SingleKeysContext);
  const { enabled = true, inDialogs = false, whileTyping = false } = options;
  const live = (typeof keys === 'string' ? [keys] : keys).filter((key) => singleKeys || !isSingleSign(key));
  const written = live.filter((key) => !byPlace(key)).map((key) => (key === '?' ? 'shift+?' : key));
  const placed = live.filter(byPlace);
  const run = (event: KeyboardEvent) => {
    if (belongsElsewhere(event, { inDialogs, whileTyping })) return;
    event.preventDefault();
    handler(event);
  };
  // The typing rule is ours (a focused radio is no text box), so the library's is opened wide.
  const shared = { enableOnFormTags: true, enableOnContentEditable: true };
  useHotkeys(written, run, { ...shared, enabled: enabled && written.length > 0, useKey: true });
  useHotkeys(placed, run, { ...shared, enabled: enabled && placed.length > 0 });
}

/** Named keys and digits are found by their place on the keyboard: where digits need Shift, their keys still work. */
function byPlace(key: string): boolean {
  return /^\d$/.test(key) || (key.length > 1 && !key.includes('+'));
}
