'use client';

import type { CourseView, DocumentView, TopicView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { counted, number } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { Spread, SpreadRow } from '@/parts/margin.tsx';
import { Tabs } from '@/parts/tabs.tsx';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/trpc/client.tsx';
import { GenerationLine } from '@/features/generation/generation-line.tsx';
import { CourseNotes } from '@/features/note/course-notes.tsx';
import { CourseDocuments } from './course-documents.tsx';
import { CourseQuizzes } from './course-quizzes.tsx';
import { ExamLine } from './exam-line.tsx';
import { Topics } from './topics.tsx';

const MakeMore = dynamic(() => import('@/features/generation/make-more.tsx').then((module) => module.MakeMore), { ssr: false });
const StartQuiz = dynamic(() => import('@/features/quiz/start-quiz.tsx').then((module) => module.StartQuiz), { ssr: false });

export interface CourseBodyProps {
  course: CourseView;
  topics: { items: TopicView[]; nextCursor: string | null };
  documents: { items: DocumentView[]; nextCursor: string | null };
}

export function CourseBody({ course, topics, documents }: CourseBodyProps) {
  const byId = new Map(documents.items.map((document) => [document.id, document]));
  const topicList = <Topics course={course} topics={topics.items} more={topics.nextCursor} documents={byId} />;
  const documentList = <CourseDocuments course={course} documents={documents.items} more={documents.nextCursor} />;
  const quizList = <CourseQuizzes courseId={course.id} />;
  const noteList = <CourseNotes courseId={course.id} mayMake={course.role !== 'student' && course.archivedAt === null} />;
  return (
    <Spread className="pb-12">
      <Head course={course} topics={topics.items} documents={documents.items} />
      <SpreadRow>
        <GenerationLine courseId={course.id} runs={course.role !== 'student'} className="pt-4" />
      </SpreadRow>
      <div className="grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]">
        <div className="px-5 pt-6 md:px-8 max-lg:hidden xl:px-10">{topicList}</div>
        <aside aria-label="Documents, notes and quizzes" className="flex flex-col gap-8 px-6 pt-6 max-lg:hidden">
          <MarginSection id="documents" title="Documents">
            {documentList}
          </MarginSection>
          <MarginSection id="notes" title="Notes">
            {noteList}
          </MarginSection>
          {course.counts.questions > 0 && (
            <MarginSection id="quizzes" title="Quizzes">
              {quizList}
            </MarginSection>
          )}
        </aside>
        <Tabs
          label="Parts of the course"
          className="px-5 pt-2 md:px-8 lg:hidden"
          tabs={[
            { value: 'topics', label: 'Topics', content: topicList },
            { value: 'documents', label: 'Documents', content: documentList },
            { value: 'notes', label: 'Notes', content: noteList },
            { value: 'quizzes', label: 'Quizzes', content: quizList },
          ]}
        />
      </div>
    </Spread>
  );
}

/** A part of the margin, marked by a tick across its rule. */
function MarginSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="relative mb-1 text-13 font-medium">
        <span aria-hidden="true" className="absolute top-2.25 -left-[31px] h-px w-3.25 bg-edge" />
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What to do now and what it costs, above the figures of the course. */
function Head({ course, topics, documents }: { course: CourseView; topics: readonly TopicView[]; documents: readonly DocumentView[] }) {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions());
  const answered = topics.reduce((sum, topic) => sum + topic.quiz.answered, 0);
  const right = topics.reduce((sum, topic) => sum + topic.quiz.right, 0);
  const figures = [
    { value: number(course.counts.cards), word: course.counts.cards === 1 ? 'card' : 'cards', href: course.counts.cards > 0 ? routes.cards(course.id) : undefined },
    { value: number(course.counts.due), word: 'due' },
    { value: number(course.counts.new), word: 'new today' },
    ...(answered > 0 ? [{ value: `${number(right)} of ${number(answered)}`, word: 'quiz answers right' }] : []),
  ];
  return (
    <SpreadRow className="pt-4 md:pt-8">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-28 font-semibold max-md:sr-only">{course.name}</h1>
          <ExamLine examDate={course.examDate} className="mt-0.5 max-md:text-14" />
        </div>
        <Actions course={course} documents={documents} secondsPerCard={today.data?.secondsPerCard ?? null} />
      </div>
      <dl className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(96px,1fr))] gap-x-6 gap-y-3 border-y border-line py-4 sm:flex sm:flex-wrap sm:gap-x-10">
        {figures.map((figure) => (
          <div key={figure.word} className="flex flex-col-reverse">
            <dt className="text-14 text-ink2 max-md:text-13">{figure.href === undefined ? figure.word : <Link href={figure.href} className="link">{figure.word}</Link>}</dt>
            <dd className="text-18 font-semibold">{figure.value}</dd>
          </div>
        ))}
      </dl>
    </SpreadRow>
  );
}

function Actions({ course, documents, secondsPerCard }: { course: CourseView; documents: readonly DocumentView[]; secondsPerCard: number | null }) {
  const router = useRouter();
  const [quiz, setQuiz] = useState<'unused' | 'open' | 'closed'>('unused');
  const [making, setMaking] = useState(false);
  const nothingMade = course.counts.cards + course.counts.questions + course.counts.drafts === 0;
  const mayMake = course.role !== 'student' && course.archivedAt === null && documents.some(({ status }) => status === 'ready');
  const waiting = course.archivedAt === null ? course.counts.due + course.counts.new : 0;
  const undecided = documents.find((document) => document.counts.drafts > 0);
  // Minutes are said only where there are answers to tell them from.
  const minutes = secondsPerCard === null ? null : Math.max(1, Math.round((waiting * secondsPerCard) / 60));
  useHotkey('enter', () => router.push(routes.review({ course: course.id })), { enabled: waiting > 0 });
  return (
    <div className="flex flex-wrap gap-2 max-md:w-full max-md:flex-col-reverse">
      {undecided !== undefined && course.role !== 'student' && (
        <ButtonLink size={40} variant={waiting > 0 ? 'secondary' : 'primary'} href={routes.document(undecided.id)} className={clsx(waiting === 0 && 'max-md:min-h-12')}>
          Look through {counted(course.counts.drafts, 'draft')}
        </ButtonLink>
      )}
      {mayMake && (
        <Button size={40} variant={nothingMade ? 'primary' : 'secondary'} onClick={() => setMaking(true)}>
          {nothingMade ? 'Make cards and questions' : 'Make more'}
        </Button>
      )}
      {course.counts.questions > 0 && (
        <Button size={40} onClick={() => setQuiz('open')}>
          Take a quiz
        </Button>
      )}
      {waiting > 0 ? (
        <ButtonLink variant="primary" size={40} kbd="enter" href={routes.review({ course: course.id })} className="max-md:min-h-12">
          Review {counted(waiting, 'card')}
          {minutes !== null && `, ${minutes} min`}
        </ButtonLink>
      ) : (
        course.counts.cards > 0 && undecided === undefined && <p className="self-center text-14 text-ink2">{course.archivedAt === null ? 'Nothing is due now.' : 'An archived course asks nothing.'}</p>
      )}
      {making && <MakeMore courseId={course.id} onClose={() => setMaking(false)} />}
      {quiz !== 'unused' && <StartQuiz open={quiz === 'open'} onClose={() => setQuiz('closed')} courseId={course.id} />}
    </div>
  );
}
