'use client';

import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

/** Says that there is no connection, over the foot of the page so that nothing moves. */
export function OfflineBar() {
  const online = useOnline();
  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-16 z-30 flex justify-center px-4 md:bottom-4">
      {!online && (
        <p className="pointer-events-auto flex items-center gap-2 rounded-8 bg-ink px-4 py-2.5 text-14 text-paper">
          <WifiOff size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
          No connection. What was saved is safe on the server; we go on when you are back online.
        </p>
      )}
    </div>
  );
}
