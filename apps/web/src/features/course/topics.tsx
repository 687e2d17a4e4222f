'use client';

import type { CourseView, DocumentView, TopicView } from '@studywright/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { counted, list, number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink } from '@/parts/button.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { pageRef } from '@/parts/source-note.tsx';
import { StateBar } from '@/parts/state-bar.tsx';
import { RowHead, Table, Td, Th, THead, Tr } from '@/parts/table.tsx';
import { useTRPC } from '@/trpc/client.tsx';

const TopicMenu = dynamic(() => import('./topic-menu.tsx').then((module) => module.TopicMenu), { ssr: false, loading: () => <span className="size-7 shrink-0" /> });

type Order = 'due' | 'book' | 'weight';

const orders = [
  { value: 'due', label: 'Most due' },
  { value: 'book', label: 'Book order' },
  { value: 'weight', label: 'Weight' },
] as const;

export interface TopicsProps {
  course: CourseView;
  topics: readonly TopicView[];
  /** Where the next page of topics begins. */
  more: string | null;
  documents: ReadonlyMap<string, DocumentView>;
}

export function Topics({ course, topics, more, documents }: TopicsProps) {
  const trpc = useTRPC();
  const [order, setOrder] = useState<Order>('due');
  const rest = useInfiniteQuery(
    trpc.course.topics.infiniteQueryOptions({ courseId: course.id, limit: 100 }, { initialCursor: more, getNextPageParam: (page) => page.nextCursor, enabled: false }),
  );
  const all = [...topics, ...(more === null ? [] : (rest.data?.pages.flatMap((page) => page.items) ?? []))];
  const hasMore = rest.data === undefined ? more !== null : rest.hasNextPage;
  const [showHidden, setShowHidden] = useState(false);
  const hidden = all.filter((topic) => topic.hidden).length;
  const shown = inOrder(
    all.filter((topic) => showHidden || !topic.hidden),
    order,
  );
  const runs = course.role !== 'student';
  const mayMake = ({ documentId }: TopicView) => course.archivedAt === null && documentId !== null && documents.get(documentId)?.status === 'ready';
  const menuOf = (topic: TopicView) => (runs ? <TopicMenu topic={topic} all={all} courseId={course.id} around={order === 'book' ? shown : null} mayMake={mayMake(topic)} /> : null);
  if (all.length === 0) return <p className="py-4 text-14 text-ink2">Topics appear here once a document has been read.</p>;
  const canStudy = course.archivedAt === null;
  return (
    <section aria-labelledby="topics">
      <div className="flex min-h-11 items-center justify-between gap-4 max-lg:mt-3">
        <h2 id="topics" className="text-15 font-semibold">
          Topics <span className="ml-1.5 text-14 font-normal text-ink2">{number(all.length - hidden)}</span>
        </h2>
        <Segmented label="Order of the topics" choices={orders} value={order} onChange={setOrder} className="self-center" />
      </div>
      <div className="max-md:hidden">
        <TopicTable topics={shown} documents={documents} courseId={course.id} canStudy={canStudy} recommend={order === 'due'} chapters={order === 'book'} menuOf={menuOf} />
      </div>
      <ul className="md:hidden">
        {shown.map((topic) => (
          <li key={topic.id} className="flex items-center gap-4 border-b border-line py-2.5 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="text-15 font-medium wrap-break-word">{topic.title}</p>
              <TopicNotes topic={topic} />
              <QuizScore quiz={topic.quiz} />
              <div className="mt-1.5 flex items-center gap-3">
                <StateBar cards={topic.cards} className="w-30 shrink-0" />
                <span className="text-13 text-ink2">{topic.cards.due > 0 ? `${number(topic.cards.due)} due` : counted(topic.cards.total, 'card')}</span>
              </div>
            </div>
            <StudyThis topic={topic} courseId={course.id} canStudy={canStudy} short />
            {menuOf(topic)}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size={28} variant="quiet" className="mt-2" onClick={() => setShowHidden(!showHidden)}>
          {showHidden ? 'Leave out hidden topics' : `Show ${counted(hidden, 'hidden topic')}`}
        </Button>
      )}
      {hasMore && (
        <Button size={28} className="mt-3" busy={rest.isFetching && 'Fetching topics'} onClick={() => void (rest.data === undefined ? rest.refetch() : rest.fetchNextPage())}>
          More topics
        </Button>
      )}
    </section>
  );
}

interface TopicTableProps {
  topics: readonly TopicView[];
  documents: ReadonlyMap<string, DocumentView>;
  courseId: string;
  canStudy: boolean;
  /** Whether the first row is the one advised to begin with. */
  recommend: boolean;
  /** Whether the headings above the topics are shown. */
  chapters: boolean;
  menuOf: (topic: TopicView) => ReactNode;
}

function inOrder(topics: readonly TopicView[], order: Order): readonly TopicView[] {
  if (order === 'book') return topics;
  if (order === 'weight') return topics.toSorted((a, b) => b.importance - a.importance);
  return topics.toSorted((a, b) => b.cards.due - a.cards.due || b.cards.learning - a.cards.learning || Number(b.cards.total > 0) - Number(a.cards.total > 0));
}

/** What stands above a topic and not above the one before it. */
function headingOf(topic: TopicView, before: TopicView | undefined): string | null {
  const heading = topic.path.join(' › ');
  return heading === '' || (before !== undefined && before.documentId === topic.documentId && before.path.join(' › ') === heading) ? null : heading;
}

function TopicTable({ topics, documents, courseId, canStudy, recommend, chapters, menuOf }: TopicTableProps) {
  return (
    <Table>
      <THead>
        <tr>
          <Th className="pl-3!">Topic</Th>
          <Th className="w-44 min-[88rem]:w-56">Cards</Th>
          <Th numeric className="w-14">
            Due
          </Th>
          <Th className="w-36 pl-4 max-lg:hidden min-[88rem]:w-44">Main source</Th>
          <Th className="w-34 min-[88rem]:w-38">
            <span className="sr-only">Study</span>
          </Th>
        </tr>
      </THead>
      <tbody>
        {topics.map((topic, index) => (
          <Tr key={topic.id} recommended={recommend && index === 0 && topic.cards.due > 0}>
            <RowHead className="pl-3!">
              <Chapter heading={chapters ? headingOf(topic, topics[index - 1]) : null} />
              {/* Not fetched beforehand: a long table would ask for every page it names. */}
              <Link prefetch={false} href={routes.cards(courseId, { topic: topic.id })} className="line-clamp-2 rounded-4 underline-offset-4 hover:underline">
                {topic.title}
              </Link>
              <TopicNotes topic={topic} />
              <QuizScore quiz={topic.quiz} />
            </RowHead>
            <Td>
              <div className="flex items-center gap-3">
                <StateBar cards={topic.cards} className="w-20 shrink-0 min-[88rem]:w-32" />
                <span className="text-13 text-ink2">
                  {number(topic.cards.total)}
                  {topic.cards.new === topic.cards.total && topic.cards.total > 0 && ', new'}
                </span>
              </div>
            </Td>
            <Td numeric>{topic.cards.due === 0 ? <span className="text-ink3">–</span> : number(topic.cards.due)}</Td>
            <Td className="pl-4 text-13 text-ink2 max-lg:hidden">
              <MainSource topic={topic} documents={documents} />
            </Td>
            <Td className="pr-1! text-right">
              <span className="flex items-center justify-end gap-1">
                <StudyThis topic={topic} courseId={courseId} canStudy={canStudy} />
                {menuOf(topic)}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Chapter({ heading }: { heading: string | null }) {
  return heading === null ? null : <p className="line-clamp-1 text-12 font-normal text-ink3">{heading}</p>;
}

/** What became part of a topic, and that nothing of it is asked. */
function TopicNotes({ topic }: { topic: TopicView }) {
  const parts = topic.merged.map(({ title }) => title).filter((title) => title !== topic.title);
  return (
    <>
      {parts.length > 0 && <p className="line-clamp-1 text-13 font-normal text-ink2">with {list(parts)}</p>}
      {topic.hidden && <p className="text-13 font-normal text-ink2">Hidden: nothing of it is asked</p>}
    </>
  );
}

/** What quizzes asked of a topic, once they did. */
function QuizScore({ quiz }: Pick<TopicView, 'quiz'>) {
  if (quiz.answered === 0) return null;
  return (
    <p className="text-13 font-normal text-ink2">
      {number(quiz.right)} of {number(quiz.answered)} quiz answers right
    </p>
  );
}

function MainSource({ topic, documents }: { topic: TopicView; documents: ReadonlyMap<string, DocumentView> }) {
  const document = topic.documentId === null ? undefined : documents.get(topic.documentId);
  if (document === undefined) return <span className="text-ink3">your own</span>;
  return (
    <Link prefetch={false} href={routes.document(document.id, topic.page === null ? {} : { page: topic.page })} className="line-clamp-2 rounded-4 underline-offset-4 hover:text-ink hover:underline">
      {document.title}
      {topic.page !== null && `, ${pageRef(document.pageKind, topic.page)}`}
    </Link>
  );
}

/** Only where there is something to study; otherwise its cards can be read. */
function StudyThis({ topic, courseId, canStudy, short = false }: { topic: TopicView; courseId: string; canStudy: boolean; short?: boolean }) {
  const size = short ? 40 : 28;
  if (topic.cards.total === 0) return null;
  const open = canStudy && topic.cards.due + topic.cards.new + topic.cards.learning > 0;
  if (!open) {
    return (
      <ButtonLink prefetch={false} size={size} variant="quiet" href={routes.cards(courseId, { topic: topic.id })} aria-label={`Cards of ${topic.title}`}>
        Cards
      </ButtonLink>
    );
  }
  const word = topic.cards.new === topic.cards.total ? 'Start' : short ? 'Study' : 'Study this';
  return (
    <ButtonLink prefetch={false} size={size} href={routes.review({ course: courseId, topic: topic.id })} aria-label={`${word}: ${topic.title}`}>
      {word}
    </ButtonLink>
  );
}
