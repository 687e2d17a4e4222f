'use client';

import type { CourseView } from '@studywright/core';
import { ClipboardPaste } from 'lucide-react';
import { UploadDrop } from '@/features/upload/upload-drop.tsx';
import { openAddMaterial } from '@/features/upload/upload-target.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { ExamLine } from './exam-line.tsx';

const notes = [
  { title: 'What happens to your file', body: 'It is read page by page, and the first cards appear while it is still being read. You can leave the page; the work goes on.' },
  { title: 'What you get', body: 'Topics, cards and questions, each beside the sentence it came from. If the sentence is not on the page, the card is thrown away.' },
];

/** A course without anything in it: one thing to do. */
export function EmptyCourse({ course }: { course: CourseView }) {
  const closed = course.role === 'student' || course.archivedAt !== null;
  return (
    <Spread className="pb-12">
      <SpreadRow className="pt-6 md:pt-10" notes={notes}>
        <h1 className="text-28 font-semibold md:text-32">{course.name}</h1>
        <ExamLine examDate={course.examDate} className="mt-1.5" />
        {closed ? (
          <p className="mt-6 text-15 text-ink2">{course.archivedAt === null ? 'There is nothing in this course yet. Whoever runs it adds the material.' : 'This course is archived and has nothing in it. Bring it back to add material.'}</p>
        ) : (
          <>
            <UploadDrop
              courseId={course.id}
              courseName={course.name}
              className="mt-7 max-w-190"
              aside={
                <Button size={40} icon={<ClipboardPaste size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial(course.id)}>
                  Paste text
                </Button>
              }
            />
            <p className="mt-4 text-14 text-ink2">
              Or begin with cards of your own:{' '}
              <ButtonLink variant="quiet" size={28} href={routes.cards(course.id)}>
                Write a card
              </ButtonLink>
            </p>
          </>
        )}
      </SpreadRow>
    </Spread>
  );
}
