'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { CourseMenu } from '@/features/library/course-menu.tsx';
import { fallbackMs, inWork, useLiveDocuments } from '@/features/document/use-live-documents.ts';
import { openAddMaterial, useUploadTarget } from '@/features/upload/upload-target.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { CourseBody } from './course-body.tsx';
import { EmptyCourse } from './empty-course.tsx';

/** One course: what to study now, what it is made of, and where that comes from. */
export function CoursePage({ courseId }: { courseId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const opened = useQuery({
    ...trpc.course.open.queryOptions({ id: courseId }),
    refetchInterval: (query) => (query.state.data?.documents.items.some(inWork) === true ? fallbackMs : false),
  });
  const course = opened.data?.course;
  const working = opened.data?.documents.items.some(inWork) ?? false;
  const empty = opened.data !== undefined && opened.data.documents.items.length === 0 && opened.data.course.counts.cards === 0;
  const mayAdd = course !== undefined && course.role !== 'student' && course.archivedAt === null;
  useLiveDocuments(courseId, working);
  useUploadTarget(mayAdd && !empty ? { courseId, courseName: course.name } : null);
  useHotkey('u', () => openAddMaterial(courseId), { enabled: mayAdd && !empty });

  const menu = course !== undefined && course.role === 'owner' && <CourseMenu course={course} onDeleted={() => router.push(routes.library)} />;
  const add = mayAdd && !empty;
  return (
    <Page
      crumbs={[{ label: 'Library', href: routes.library }, { label: course?.name ?? 'Course' }]}
      note={course?.archivedAt == null ? undefined : 'archived'}
      actions={
        <>
          {menu}
          {add && (
            <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} kbd="u" onClick={() => openAddMaterial(courseId)}>
              Add material
            </Button>
          )}
        </>
      }
      phoneActions={
        <>
          {add && <IconButton label="Add material" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial(courseId)} />}
          {menu}
        </>
      }
    >
      {opened.data === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {opened.isError ? (
            <ErrorState safe={errorCode(opened.error) === 'NOT_FOUND' ? 'Your other courses are as they were.' : 'Your cards and answers are safe on the server.'} onRetry={() => void opened.refetch()} busy={opened.isFetching && 'Trying'}>
              {errorDetail(opened.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Opening the course" lines={5} />
          )}
        </div>
      ) : empty ? (
        <EmptyCourse course={opened.data.course} />
      ) : (
        <CourseBody {...opened.data} />
      )}
    </Page>
  );
}
