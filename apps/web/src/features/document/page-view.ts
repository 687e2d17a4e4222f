'use client';

import { useSyncExternalStore } from 'react';
import { deviceStore } from '@/lib/device-store.ts';

/** How a page is shown: as it looks, or as it was read. */
export type PageView = 'picture' | 'text';

const key = 'studywright.page-view';
const listeners = new Set<() => void>();

function kept(): PageView {
  return deviceStore().get(key) === 'text' ? 'text' : 'picture';
}

function keep(view: PageView): void {
  deviceStore().set(key, view);
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** What was chosen on this device; pictures at first. */
export function usePageView(): [PageView, (view: PageView) => void] {
  return [useSyncExternalStore<PageView>(subscribe, kept, () => 'picture'), keep];
}
