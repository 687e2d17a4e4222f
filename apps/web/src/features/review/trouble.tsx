'use client';

import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { routes } from '@/lib/routes.ts';
import { ErrorState } from '@/parts/states.tsx';
import type { OutboxState } from './outbox.ts';
import type { Sitting } from './sitting.ts';

const calm: OutboxState = { waiting: 0, trouble: null };
const never = () => () => undefined;

/** Answers that have not reached the server: safe here, and what happens next. It stands above the buttons, so that neither they nor the question move. */
export function Trouble({ sitting }: { sitting: Sitting }) {
  const { outbox } = sitting;
  const { trouble } = useSyncExternalStore(outbox?.subscribe ?? never, outbox?.snapshot ?? (() => calm), () => calm);
  if (trouble === null) return null;
  return (
    <div className="pb-4">
      <ErrorState safe="Your answers are safe on this device." onRetry={() => sitting.retry()}>
        {trouble.kind === 'signed-out' ? (
          <p>
            You are signed out.{' '}
            <Link className="link" href={`${routes.signIn}?next=${encodeURIComponent(routes.review())}`}>
              Sign in again
            </Link>
            , and they are sent.
          </p>
        ) : (
          <p>{trouble.retryIn > 0 ? `The server does not reply. We try again in ${trouble.retryIn} ${trouble.retryIn === 1 ? 'second' : 'seconds'}.` : 'The server does not reply. Trying again.'}</p>
        )}
      </ErrorState>
    </div>
  );
}
