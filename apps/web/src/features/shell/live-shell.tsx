'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '@/trpc/client.tsx';
import { Shell } from './shell.tsx';

/** The frame where data is asked for while the page is open: its counts follow what happens on the page. */
export function LiveShell({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const me = useQuery(trpc.account.me.queryOptions());
  const today = useQuery(trpc.progress.today.queryOptions());
  return (
    <Shell userName={me.data?.name ?? ''} singleKeys={me.data?.settings.singleKeys ?? true} today={today.data ?? null}>
      {children}
    </Shell>
  );
}
