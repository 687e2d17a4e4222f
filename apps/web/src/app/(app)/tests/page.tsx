import type { Metadata } from 'next';
import { TestsPage } from '@/features/tests/tests.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Tests' };

export default async function Page() {
  await Promise.all([prefetch(trpc.quiz.attempts.queryOptions({ limit: 100 })), prefetch(trpc.account.me.queryOptions()), prefetch(trpc.progress.today.queryOptions())]);
  return (
    <Hydrate>
      <TestsPage />
    </Hydrate>
  );
}
