/** What a key press means before any shortcut sees it. */

const open = ['[role="dialog"]', '[role="alertdialog"]', '[role="menu"]'].map((role) => `${role}[data-state="open"]`).join(', ');
const pressable = 'button, a[href], summary, [role="menuitem"], [role="option"], [role="tab"]';
const typed = 'textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="searchbox"]';
const untyped = new Set(['radio', 'checkbox', 'button', 'submit', 'reset', 'range', 'file', 'color', 'image']);

/** Letters, digits and signs, which one may turn off; not Space, Enter, Esc or arrows, nor keys with Ctrl. */
export function isSingleSign(key: string): boolean {
  return key.length === 1;
}

const named: Record<string, string> = { space: 'Space', enter: 'Enter', esc: 'Escape', left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown' };

/** A key as the library writes it. Digits are found by their place; signs need Shift on some keyboards and not on others. */
export function bindingsOf(key: string): string[] {
  if (/^\d$/.test(key)) return [`Digit${key}`, `Numpad${key}`];
  if (/^[^\p{L}\d]$/u.test(key)) return [`[Shift]+${key}`];
  return [named[key] ?? key.replace('mod+', '$mod+')];
}

/** Whether what is typed now lands in a text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(typed) !== null) return true;
  return target instanceof HTMLInputElement && !untyped.has(target.type);
}

/** Whether something lies on top of the page that has keys and clipboard to itself. */
export function underDialog(): boolean {
  return document.querySelector(open) !== null;
}

/** Whether the key already has a meaning where the focus is: text, a focused button, a radio's arrows, an open dialog. */
export function belongsElsewhere(event: KeyboardEvent, options: { inDialogs: boolean; whileTyping: boolean }): boolean {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing) return true;
  if (!options.whileTyping && isTyping(target)) return true;
  if (!options.inDialogs && underDialog()) return true;
  if (!(target instanceof Element)) return false;
  if (key === 'Enter' || key === ' ') {
    if (target.closest(pressable) !== null) return true;
  }
  const choice = target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox');
  return choice && (key === ' ' || key.startsWith('Arrow'));
}
