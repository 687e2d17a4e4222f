import type { Metadata } from 'next';
import { Today } from '@/features/today/today.tsx';
import { Hydrate, getQueryClient, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Today' };

export default async function TodayPage() {
  await Promise.all([prefetch(trpc.account.me.queryOptions()), prefetch(trpc.progress.today.queryOptions()), prefetch(trpc.progress.heatmap.queryOptions({ weeks: 26 }))]);
  const today = getQueryClient().getQueryData(trpc.progress.today.queryKey());
  if (today !== undefined && today.due + today.learning + today.new === 0) await prefetch(trpc.flashcard.studySession.queryOptions({ limit: 1 }));
  return (
    <Hydrate>
      <Today />
    </Hydrate>
  );
}
