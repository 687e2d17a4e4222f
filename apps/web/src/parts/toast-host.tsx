'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { toastQueue } from './toast.ts';

const Toaster = dynamic(() => import('./toaster.tsx').then((module) => module.Toaster), { ssr: false });

/** Once, in the root layout. */
export function ToastHost() {
  const wanted = useSyncExternalStore(toastQueue.subscribe, toastQueue.wanted, () => false);
  return wanted ? <Toaster /> : null;
}
