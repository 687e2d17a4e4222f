'use client';

import { routes } from '@/lib/routes.ts';
import { ButtonLink } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { ErrorState } from '@/parts/states.tsx';

/** A page that could not be shown. The rail stays, so there is always a way on. */
export default function PageError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page crumbs={[{ label: 'Something failed' }]}>
      <div className="px-5 py-10 md:px-8 xl:px-10">
        <h1 className="sr-only">Something failed</h1>
        <ErrorState safe="What you saved is safe on the server." onRetry={reset}>
          <p>This page could not be shown. Try again; if it fails once more, go on elsewhere and tell whoever runs this server.</p>
        </ErrorState>
        <div className="mt-6">
          <ButtonLink size={28} href={routes.today}>
            Go to Today
          </ButtonLink>
        </div>
      </div>
    </Page>
  );
}
