import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AttemptPage } from '@/features/quiz/attempt-page.tsx';
import { routes } from '@/lib/routes.ts';
import { requireUser } from '@/server/user.ts';
import { DataProvider } from '@/trpc/client.tsx';
import { getQueryClient, Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Quiz' };

export default async function Page({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  await requireUser(routes.attempt(attemptId));
  await prefetch(trpc.quiz.get.queryOptions({ id: attemptId }));
  const attempt = getQueryClient().getQueryData(trpc.quiz.get.queryKey({ id: attemptId }));
  if (attempt?.submittedAt != null) redirect(routes.result(attemptId));
  return (
    <DataProvider>
      <Hydrate>
        <AttemptPage key={attemptId} attemptId={attemptId} />
      </Hydrate>
    </DataProvider>
  );
}
