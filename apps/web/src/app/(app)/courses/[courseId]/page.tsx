import type { Metadata } from 'next';
import { CoursePage } from '@/features/course/course-page.tsx';
import { getQueryClient, Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

interface Props {
  params: Promise<{ courseId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { courseId } = await params;
  await prefetch(trpc.course.open.queryOptions({ id: courseId }));
  return { title: getQueryClient().getQueryData(trpc.course.open.queryKey({ id: courseId }))?.course.name ?? 'Course' };
}

export default async function Page({ params }: Props) {
  const { courseId } = await params;
  await Promise.all([
    prefetch(trpc.course.open.queryOptions({ id: courseId })),
    prefetch(trpc.quiz.attempts.queryOptions({ courseId, limit: 4 })),
    prefetch(trpc.progress.today.queryOptions()),
    prefetch(trpc.account.me.queryOptions()),
  ]);
  return (
    <Hydrate>
      <CoursePage courseId={courseId} />
    </Hydrate>
  );
}
