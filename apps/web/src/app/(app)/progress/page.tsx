import type { Metadata } from 'next';
import { ProgressPage } from '@/features/progress/progress.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Progress' };

export default async function Page() {
  await Promise.all([
    prefetch(trpc.progress.overview.queryOptions()),
    prefetch(trpc.progress.heatmap.queryOptions({ weeks: 26 })),
    prefetch(trpc.account.me.queryOptions()),
    prefetch(trpc.progress.today.queryOptions()),
  ]);
  return (
    <Hydrate>
      <ProgressPage />
    </Hydrate>
  );
}
