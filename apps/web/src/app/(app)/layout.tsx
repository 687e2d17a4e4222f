import type { ReactNode } from 'react';
import { LiveShell } from '@/features/shell/live-shell.tsx';
import { UploadDock } from '@/features/upload/upload-dock.tsx';
import { ApiAddress } from '@/lib/api-address.tsx';
import { routes } from '@/lib/routes.ts';
import { uploadAddress } from '@/server/upload-address.ts';
import { requireUser } from '@/server/user.ts';
import { DataProvider } from '@/trpc/client.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export default async function AppLayout({ children }: { children: ReactNode }) {
  await requireUser(routes.today);
  await Promise.all([prefetch(trpc.account.me.queryOptions()), prefetch(trpc.progress.today.queryOptions())]);
  const apiUrl = await uploadAddress();
  return (
    <DataProvider>
      <Hydrate>
        <ApiAddress value={apiUrl}>
          <LiveShell>{children}</LiveShell>
        </ApiAddress>
        <UploadDock apiUrl={apiUrl} />
      </Hydrate>
    </DataProvider>
  );
}
