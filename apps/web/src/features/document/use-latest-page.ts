'use client';

import { useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '@/trpc/client.tsx';

/**
 * The page of the item that was made last, to follow the work. Reads only what came since the last time.
 * @param made how many items there are: a change of it is the sign to look
 */
export function useLatestPage(documentId: string, made: number, enabled: boolean): number | null {
  const client = useTRPCClient();
  const [page, setPage] = useState<number | null>(null);
  const cursor = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!enabled || made === 0) return;
    let dropped = false;
    const look = async () => {
      for (;;) {
        const found = await client.document.items.query({ documentId, limit: 100, ...(cursor.current !== undefined && { cursor: cursor.current }) });
        if (dropped) return;
        const last = found.items.at(-1);
        if (last !== undefined) setPage(last.citation.page);
        if (found.nextCursor === null) return;
        cursor.current = found.nextCursor;
      }
    };
    // The page one is on stays; the next change asks again.
    look().catch(() => undefined);
    return () => {
      dropped = true;
    };
  }, [client, documentId, made, enabled]);
  return page;
}
