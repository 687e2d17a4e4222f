import type { TodayView } from '@studywright/core';
import Link from 'next/link';
import { daysBetween, date, number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { SpreadRow } from '@/parts/margin.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';

type Course = TodayView['courses'][number];

function Exam({ day, today }: { day: string | null; today: string }) {
  if (day === null) return <span className="text-ink3">none set</span>;
  const left = daysBetween(today, day);
  return (
    <>
      {date(day, 'weekday')} {left >= 0 && <span className="text-13 text-ink3">{left === 0 ? 'today' : `${left} d`}</span>}
    </>
  );
}

/** Where each course stands: a table from 768 px on, a list on a phone. */
export function CourseTable({ today }: { today: TodayView }) {
  return (
    <SpreadRow divided className="pt-4 pb-4">
      <h2 className="sr-only">Courses</h2>
      <div className="max-md:hidden">
        <Table>
          <THead>
            <tr>
              <Th>Course</Th>
              <Th numeric className="w-20">
                Due
              </Th>
              <Th numeric className="w-20">
                New
              </Th>
              <Th numeric className="w-40">
                Cards studied
              </Th>
              <Th className="w-40 pl-8">Exam</Th>
            </tr>
          </THead>
          <tbody>
            {today.courses.map((course) => (
              <Tr key={course.id}>
                <RowHead className="text-15">
                  <Link href={routes.course(course.id)} className="rounded-4 underline-offset-4 hover:underline">
                    {course.name}
                  </Link>
                </RowHead>
                <Td numeric>{number(course.due)}</Td>
                <Td numeric>{number(course.new)}</Td>
                <Td numeric>
                  {number(course.cardsStudied)} <span className="text-13 text-ink3">of {number(course.cards)}</span>
                </Td>
                <Td className="pl-8">
                  <Exam day={course.examDate} today={today.day} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="md:hidden">
        {today.courses.map((course) => (
          <PhoneCourse key={course.id} course={course} />
        ))}
      </ul>
    </SpreadRow>
  );
}

function PhoneCourse({ course }: { course: Course }) {
  const todo = course.due + course.new;
  return (
    <li className="border-b border-line last:border-b-0">
      <Link href={routes.course(course.id)} className="grid min-h-15 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-4 py-2.5">
        <span className="text-15 font-medium">{course.name}</span>
        <span className="text-14 text-ink2">{todo === 0 ? 'none due' : `${number(todo)} due`}</span>
        <span className="text-13 text-ink3">{course.cards === 0 ? 'no cards yet' : `${number(course.cardsStudied)} of ${number(course.cards)} cards studied`}</span>
        <span className="text-right text-13 text-ink3">{course.examDate === null ? '' : date(course.examDate)}</span>
      </Link>
    </li>
  );
}
