import { id } from '@studywright/core/platform/schema';
import type { Metadata } from 'next';
import { ReviewPage } from '@/features/review/review-page.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Review' };

interface Props {
  searchParams: Promise<{ course?: string | string[]; topic?: string | string[] }>;
}

/** An address can say anything; what is no id is left out. */
function known(value: string | string[] | undefined): string | undefined {
  return id.safeParse(value).data;
}

export default async function Page({ searchParams }: Props) {
  const { course, topic } = await searchParams;
  const courseId = known(course);
  const topicId = known(topic);
  await Promise.all([prefetch(trpc.flashcard.studySession.queryOptions({ limit: 20, courseId, topicId })), prefetch(trpc.account.me.queryOptions())]);
  return (
    <Hydrate>
      <ReviewPage key={`${courseId}/${topicId}`} courseId={courseId} topicId={topicId} />
    </Hydrate>
  );
}
