'use client';

import type { ProgressView } from '@studywright/core';
import Link from 'next/link';
import { useState } from 'react';
import { number, percent } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Segmented } from '@/parts/segmented.tsx';
import { StateBar } from '@/parts/state-bar.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { type View, views } from './views.ts';
import { shareRange } from './words.ts';

type Courses = ProgressView['courses'];
/** Questions below which a share is not drawn. */
const enough = 15;

function Head({ title, note, view, onView }: { title: string; note: string; view: View; onView: (view: View) => void }) {
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <h2 className="text-15 font-semibold">{title}</h2>
        <p className="text-13 text-ink3">{note}</p>
      </div>
      <Segmented label={`${title} as`} choices={views} value={view} onChange={onView} />
    </div>
  );
}

function CourseLink({ course }: { course: Courses[number] }) {
  return (
    <Link href={routes.course(course.id)} className="rounded-4 underline-offset-4 hover:underline">
      {course.name}
    </Link>
  );
}

export function CardsByCourse({ courses }: { courses: Courses }) {
  const [view, setView] = useState<View>('chart');
  return (
    <>
      <Head title="Cards by state" note="of each course" view={view} onView={setView} />
      {view === 'chart' ? (
        <ul className="mt-3 flex flex-col gap-5">
          {courses.map((course) => (
            <li key={course.id} className="grid items-start gap-x-8 gap-y-1.5 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <span className="text-14 font-medium">
                <CourseLink course={course} />
              </span>
              <StateBar cards={course.cards} legend className="md:pt-1.5" />
            </li>
          ))}
        </ul>
      ) : (
        <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Cards by state">
          <Table>
            <THead>
              <tr>
                <Th>Course</Th>
                <Th numeric>New</Th>
                <Th numeric>Learning</Th>
                <Th numeric>In review</Th>
                <Th numeric>Suspended</Th>
              </tr>
            </THead>
            <tbody>
              {courses.map((course) => (
                <Tr key={course.id}>
                  <RowHead>
                    <CourseLink course={course} />
                  </RowHead>
                  <Td numeric>{number(course.cards.new)}</Td>
                  <Td numeric>{number(course.cards.learning)}</Td>
                  <Td numeric>{number(course.cards.review)}</Td>
                  <Td numeric>{number(course.cards.suspended)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}

export function QuizByCourse({ courses }: { courses: Courses }) {
  const [view, setView] = useState<View>('chart');
  return (
    <>
      <Head title="Test questions" note="share right, with its 95% range" view={view} onView={setView} />
      {view === 'chart' ? (
        <ul className="mt-3 flex flex-col gap-4">
          {courses.map((course) => (
            <li key={course.id} className="grid items-center gap-x-8 gap-y-1 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <span className="text-14 font-medium">
                <CourseLink course={course} />
              </span>
              <QuizShare quiz={course.quiz} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Test questions">
          <Table>
            <THead>
              <tr>
                <Th>Course</Th>
                <Th numeric>Right</Th>
                <Th numeric>Answered</Th>
                <Th numeric>Share</Th>
                <Th numeric>Range</Th>
              </tr>
            </THead>
            <tbody>
              {courses.map((course) => (
                <Tr key={course.id}>
                  <RowHead>
                    <CourseLink course={course} />
                  </RowHead>
                  <Td numeric>{number(course.quiz.right)}</Td>
                  <Td numeric>{number(course.quiz.of)}</Td>
                  <Td numeric>{course.quiz.of < enough ? '–' : percent(course.quiz.right / course.quiz.of)}</Td>
                  <Td numeric>{course.quiz.of < enough ? '–' : rangeText(course.quiz)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}

function rangeText({ right, of }: { right: number; of: number }): string {
  const { low, high } = shareRange(right, of);
  return `${Math.round(low * 100)}–${Math.round(high * 100)}`;
}

/** Solid to the low end, hatched across the range, a tick at the share; dashed while there is too little to go by. */
function QuizShare({ quiz }: { quiz: Courses[number]['quiz'] }) {
  const { right, of } = quiz;
  if (of < enough) {
    return (
      <div className="flex items-center gap-4">
        <span aria-hidden="true" className="h-2 w-40 shrink-0 rounded-2 border border-dashed border-edge sm:w-60" />
        <span className="text-13 text-ink3">
          {number(of)} of {enough} answers
        </span>
      </div>
    );
  }
  const { low, high } = shareRange(right, of);
  const share = right / of;
  return (
    <div className="flex items-center gap-4">
      <span aria-hidden="true" className="relative h-2 w-40 shrink-0 rounded-2 bg-paper3 sm:w-60">
        <span className="absolute inset-y-0 left-0 rounded-l-2 bg-g3" style={{ width: percent(low) }} />
        <span className="hatched absolute inset-y-0" style={{ left: percent(low), width: percent(high - low) }} />
        <span className="absolute -inset-y-0.75 w-0.5 bg-ink" style={{ left: percent(share) }} />
      </span>
      <span className="text-13 text-ink3">
        <span className="text-14 font-medium text-ink">{percent(share)}</span> {rangeText(quiz)}
        <span className="max-sm:hidden">, {number(right)} of {number(of)}</span>
      </span>
    </div>
  );
}
