'use client';

import { createContext, type ReactNode, useContext } from 'react';

export interface ShellActions {
  openPalette: () => void;
  openShortcuts: () => void;
  /** The rail's content, for the menu that holds it below 1024 px. */
  menu: ReactNode;
}

export const ShellContext = createContext<ShellActions | null>(null);

/** Null outside the app's shell, such as in a review. */
export function useShell(): ShellActions | null {
  return useContext(ShellContext);
}
