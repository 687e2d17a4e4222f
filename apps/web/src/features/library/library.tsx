'use client';

import type { CourseView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { counted, date, daysBetween, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { openAddMaterial } from '@/features/upload/upload-target.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { EmptyState, ErrorState } from '@/parts/states.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { CourseMenu } from './course-menu.tsx';

const NewCourse = dynamic(() => import('@/features/course/new-course.tsx').then((module) => module.NewCourse), { ssr: false });

const shelves = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
] as const;

/** All courses, and what can be done with each. */
export function LibraryPage() {
  const trpc = useTRPC();
  const [shelf, setShelf] = useState<'active' | 'archived'>('active');
  const [adding, setAdding] = useState<'no' | 'yes' | 'was'>('no');
  const courses = useQuery(trpc.course.list.queryOptions({ archived: shelf === 'archived', limit: 100 }));
  useHotkey('u', () => openAddMaterial());
  return (
    <Page
      crumbs={[{ label: 'Library' }]}
      actions={
        <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()}>
          Add material
        </Button>
      }
      phoneActions={<IconButton label="Add material" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()} />}
    >
      <div className="px-5 pt-6 pb-12 md:px-8 md:pt-10 xl:px-10">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <h1 className="text-28 font-semibold md:text-32">Library</h1>
          <div className="flex items-center gap-3">
            <Segmented label="Which courses" choices={shelves} value={shelf} onChange={setShelf} />
            <Button size={28} onClick={() => setAdding('yes')}>
              New course
            </Button>
          </div>
        </div>
        <div className="mt-6">
          {courses.data === undefined ? (
            courses.isError ? (
              <ErrorState safe="Your courses are safe on the server." onRetry={() => void courses.refetch()} busy={courses.isFetching && 'Trying'}>
                {errorDetail(courses.error)}
              </ErrorState>
            ) : (
              <Skeleton noun="Fetching your courses" />
            )
          ) : courses.data.items.length === 0 ? (
            shelf === 'archived' ? (
              <EmptyState title="No archived courses">An archived course keeps its cards and answers, and asks for nothing.</EmptyState>
            ) : (
              <EmptyState
                title="No courses yet"
                action={
                  <Button variant="primary" size={40} onClick={() => setAdding('yes')}>
                    New course
                  </Button>
                }
              >
                A course holds the documents, cards and tests for one exam.
              </EmptyState>
            )
          ) : (
            <Courses courses={courses.data.items} />
          )}
        </div>
      </div>
      {adding !== 'no' && <NewCourse open={adding === 'yes'} onClose={() => setAdding('was')} />}
    </Page>
  );
}

function Courses({ courses }: { courses: readonly CourseView[] }) {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions()).data?.day;
  return (
    <>
      <div className="max-md:hidden">
        <Table>
          <THead>
            <tr>
              <Th>Course</Th>
              <Th numeric>Documents</Th>
              <Th numeric>Cards</Th>
              <Th numeric>Questions</Th>
              <Th numeric>Due</Th>
              <Th numeric>New</Th>
              <Th className="w-44 pl-8">Exam</Th>
              <Th className="w-10">
                <span className="sr-only">More</span>
              </Th>
            </tr>
          </THead>
          <tbody>
            {courses.map((course) => (
              <Tr key={course.id}>
                <RowHead className="text-15">
                  <Link href={routes.course(course.id)} className="rounded-4 underline-offset-4 hover:underline">
                    {course.name}
                  </Link>
                </RowHead>
                <Td numeric>{number(course.counts.documents)}</Td>
                <Td numeric>{number(course.counts.cards)}</Td>
                <Td numeric>{number(course.counts.questions)}</Td>
                <Td numeric>{number(course.counts.due)}</Td>
                <Td numeric>{number(course.counts.new)}</Td>
                <Td className="pl-8">
                  {course.examDate === null ? <span className="text-ink3">none set</span> : <Exam day={course.examDate} today={today} />}
                </Td>
                <Td className="text-right">
                  <CourseMenu course={course} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="md:hidden">
        {courses.map((course) => (
          <li key={course.id} className="flex items-center gap-2 border-b border-line last:border-b-0">
            <Link href={routes.course(course.id)} className="min-w-0 flex-1 py-3">
              <span className="block text-15 font-medium">{course.name}</span>
              <span className="block text-13 text-ink3">
                {counted(course.counts.documents, 'document')}, {counted(course.counts.cards, 'card')}, {course.counts.due + course.counts.new} due
              </span>
            </Link>
            <CourseMenu course={course} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Exam({ day, today }: { day: string; today: string | undefined }) {
  const left = today === undefined ? -1 : daysBetween(today, day);
  return (
    <>
      {date(day, 'weekday')} {left >= 0 && <span className="text-13 text-ink3">{left === 0 ? 'today' : `${left} d`}</span>}
    </>
  );
}
