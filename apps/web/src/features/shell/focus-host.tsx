'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { SingleKeysContext, useHotkey } from '@/lib/hotkeys.ts';

const Shortcuts = dynamic(() => import('./shortcuts.tsx').then((module) => module.Shortcuts), { ssr: false });

/** What a page without the rail still needs: the student's choice about single keys, and the list of shortcuts. */
export function FocusHost({ singleKeys, children }: { singleKeys: boolean; children: ReactNode }) {
  return (
    <SingleKeysContext value={singleKeys}>
      {children}
      <ShortcutsKey />
    </SingleKeysContext>
  );
}

function ShortcutsKey() {
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused');
  useHotkey('?', () => setState('open'));
  return state === 'unused' ? null : <Shortcuts open={state === 'open'} onClose={() => setState('closed')} />;
}
