import type { Metadata } from 'next';
import { AddMaterialButton } from '@/features/today/add-material-button.tsx';
import { CourseTable } from '@/features/today/course-table.tsx';
import { Due } from '@/features/today/due.tsx';
import { KeepFresh } from '@/features/today/keep-fresh.tsx';
import { LazyEmptyAccount } from '@/features/today/lazy-empty-account.tsx';
import { StudyDays } from '@/features/today/study-days.tsx';
import { date } from '@/lib/format.ts';
import { Spread } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { caller, readProfile, readToday } from '@/server/data.ts';
import { requireUser } from '@/server/user.ts';

export const metadata: Metadata = { title: 'Today' };

/** What is due now, what that costs, and where the courses stand. */
export default async function TodayPage() {
  await requireUser('/today');
  const [today, profile] = await Promise.all([readToday(), readProfile()]);
  const bar = { crumbs: [{ label: 'Today' }], note: date(today.day, 'long') };
  if (today.courses.length === 0) {
    return (
      <Page {...bar}>
        <LazyEmptyAccount />
      </Page>
    );
  }
  const ask = await caller();
  const nothing = today.due + today.learning + today.new === 0;
  const [heatmap, session] = await Promise.all([ask.progress.heatmap({ weeks: 26 }), nothing ? ask.flashcard.studySession({ limit: 1 }) : null]);
  return (
    <Page {...bar} actions={<AddMaterialButton look="bar" />} phoneActions={<AddMaterialButton look="phone" />}>
      <Spread className="pb-12">
        <Due today={today} settings={profile.settings} next={session?.next ?? null} />
        <CourseTable today={today} />
        <StudyDays heatmap={heatmap} />
      </Spread>
      <KeepFresh />
    </Page>
  );
}
