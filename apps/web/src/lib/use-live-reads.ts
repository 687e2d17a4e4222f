'use client';

import { useEffect, useRef, useState } from 'react';
import { LiveReads } from './live-reads.ts';

/**
 * What a subscription takes to have `read` called whenever something changed, each time the connection is made (what happened
 * while nobody listened is then shown as well), and when what is watched is seen in another state.
 * @param watching whether changes are still to come
 * @param state by default, whether changes are to come; null while it is not known
 */
export function useLiveReads(watching: boolean, read: () => void, state: string | null = String(watching)) {
  const [reads] = useState(() => new LiveReads());
  const newest = useRef(read);
  useEffect(() => {
    newest.current = read;
  });
  useEffect(() => reads.saw(state, () => newest.current()), [reads, state]);
  useEffect(() => () => reads.cancel(), [reads]);
  const changed = () => reads.changed(() => newest.current());
  return {
    enabled: watching,
    onData: changed,
    onConnectionStateChange: (connection: { state: string }) => {
      if (connection.state === 'pending') changed();
    },
  };
}
