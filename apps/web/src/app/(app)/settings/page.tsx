import type { Metadata } from 'next';
import { SettingsPage } from '@/features/settings/settings.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default async function Page() {
  await Promise.all([prefetch(trpc.account.me.queryOptions()), prefetch(trpc.account.apiKeys.list.queryOptions())]);
  return (
    <Hydrate>
      <SettingsPage />
    </Hydrate>
  );
}
