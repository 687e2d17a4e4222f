import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { FocusHost } from '@/features/shell/focus-host.tsx';
import { UploadDock } from '@/features/upload/upload-dock.tsx';
import { routes } from '@/lib/routes.ts';
import { apiAddress } from '@/server/api-address.ts';
import { requireUser } from '@/server/user.ts';
import { DataProvider } from '@/trpc/client.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

/** Review and tests: the same data and the same uploads under way, without rail and tabs. */
export default async function FocusPagesLayout({ children }: { children: ReactNode }) {
  await requireUser(routes.today);
  await prefetch(trpc.account.me.queryOptions());
  return (
    <DataProvider>
      <Hydrate>
        <FocusHost>{children}</FocusHost>
        <UploadDock quiet apiUrl={apiAddress(await headers(), process.env)} />
      </Hydrate>
    </DataProvider>
  );
}
