'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const staleMs = 60_000;

/** What is due changes while nobody looks: a tab that comes back after a minute or more is read anew. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    let readAt = Date.now();
    const back = () => {
      if (document.visibilityState !== 'visible' || Date.now() - readAt < staleMs) return;
      readAt = Date.now();
      router.refresh();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, [router]);
  return null;
}
