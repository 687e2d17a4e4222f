'use client';

import { Failure } from '@/parts/failure.tsx';

/** The whole app could not be shown: most often the server or its database does not answer. */
export default function AppError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-150 flex-col justify-center gap-6 px-5">
      <h1 className="text-24 font-semibold">Studywright could not be shown</h1>
      <Failure safe="What you saved is safe on the server." onRetry={reset}>
        The server could not answer just now. Try again in a few seconds.
      </Failure>
    </main>
  );
}
