'use client';

import { routes } from '@/lib/routes.ts';
import { look } from '@/parts/button-look.ts';
import { Failure } from '@/parts/failure.tsx';

/** A page that could not be shown. The rail stays, so there is always a way on. Its parts are few, for it comes with every page. */
export default function PageError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="content" tabIndex={-1} className="px-5 py-10 outline-none md:px-8 xl:px-10">
      <h1 className="mb-6 text-28 font-semibold">This page could not be shown</h1>
      <Failure safe="What you saved is safe on the server." onRetry={reset}>
        Try again; if it fails once more, go on elsewhere and tell whoever runs this server.
      </Failure>
      <a href={routes.today} className={`mt-6 ${look({ size: 28 }, false)}`}>
        Go to Today
      </a>
    </main>
  );
}
