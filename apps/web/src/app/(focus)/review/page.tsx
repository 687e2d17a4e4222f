import { id } from '@studywright/core/platform/schema';
import type { Metadata } from 'next';
import { ReviewPage } from '@/features/review/review-page.tsx';
import { routes } from '@/lib/routes.ts';
import { caller, readProfile } from '@/server/data.ts';
import { requireUser } from '@/server/user.ts';

export const metadata: Metadata = { title: 'Review' };

interface Props {
  searchParams: Promise<{ course?: string | string[]; topic?: string | string[] }>;
}

/** An address can say anything; what is no id is left out. */
function known(value: string | string[] | undefined): string | undefined {
  return id.safeParse(value).data;
}

/** The first cards come with the page; everything after them is asked for by the sitting. */
export default async function Page({ searchParams }: Props) {
  const { course, topic } = await searchParams;
  const courseId = known(course);
  const topicId = known(topic);
  await requireUser(routes.review({ ...(courseId !== undefined && { course: courseId }), ...(topicId !== undefined && { topic: topicId }) }));
  const ask = await caller();
  const [first, { id: userId, settings }] = await Promise.all([ask.flashcard.studySession({ limit: 20, courseId, topicId }), readProfile()]);
  return <ReviewPage key={`${courseId}/${topicId}`} courseId={courseId} topicId={topicId} first={first} readAt={Date.now()} userId={userId} timeZone={settings.timeZone} dayStartHour={settings.dayStartHour} />;
}
