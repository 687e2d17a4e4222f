'use client';

import './globals.css';
import { Failure } from '@/parts/failure.tsx';

/** Even the frame failed: no theme, no fonts, but a way on. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-150 flex-col justify-center px-5">
          <h1 className="sr-only">Something failed</h1>
          <Failure safe="What you saved is safe on the server." onRetry={reset}>
            Studywright could not be shown. Try again, or load the page anew.
          </Failure>
        </main>
      </body>
    </html>
  );
}
