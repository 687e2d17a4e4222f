import type { Metadata } from 'next';
import { CardBrowser } from '@/features/card/card-browser.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Cards' };

interface Props {
  params: Promise<{ courseId: string }>;
}

export default async function Page({ params }: Props) {
  const { courseId } = await params;
  await prefetch(trpc.course.open.queryOptions({ id: courseId }));
  return (
    <Hydrate>
      <CardBrowser courseId={courseId} />
    </Hydrate>
  );
}
