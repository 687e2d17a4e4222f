'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { SingleKeysContext, useHotkey } from '@/lib/hotkeys.ts';
import { useTRPC } from '@/trpc/client.tsx';

const Shortcuts = dynamic(() => import('./shortcuts.tsx').then((module) => module.Shortcuts), { ssr: false });

/** What a page without the rail still needs: the student's choice about single keys, and the list of shortcuts. */
export function FocusHost({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const me = useQuery(trpc.account.me.queryOptions());
  return (
    <SingleKeysContext value={me.data?.settings.singleKeys ?? true}>
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
