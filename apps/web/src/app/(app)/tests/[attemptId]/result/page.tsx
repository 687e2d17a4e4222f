import type { Metadata } from 'next';
import { ResultPage } from '@/features/quiz/result-page.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Result' };

export default async function Page({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  await prefetch(trpc.quiz.result.queryOptions({ id: attemptId }));
  return (
    <Hydrate>
      <ResultPage key={attemptId} attemptId={attemptId} />
    </Hydrate>
  );
}
