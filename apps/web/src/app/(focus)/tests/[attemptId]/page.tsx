import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AttemptPage } from '@/features/quiz/attempt-page.tsx';
import { routes } from '@/lib/routes.ts';
import { getQueryClient, Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Quiz' };

export default async function Page({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  await prefetch(trpc.quiz.get.queryOptions({ id: attemptId }));
  const attempt = getQueryClient().getQueryData(trpc.quiz.get.queryKey({ id: attemptId }));
  if (attempt?.submittedAt != null) redirect(routes.result(attemptId));
  return (
    <Hydrate>
      <AttemptPage key={attemptId} attemptId={attemptId} />
    </Hydrate>
  );
}
