'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { instant, number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

/** The last quizzes of a course; all of them are on Tests. */
export function CourseQuizzes({ courseId }: { courseId: string }) {
  const trpc = useTRPC();
  const attempts = useQuery(trpc.quiz.attempts.queryOptions({ courseId, limit: 4 }));
  const zone = useQuery(trpc.account.me.queryOptions()).data?.settings.timeZone ?? 'UTC';
  if (attempts.data === undefined) return attempts.isError ? <p className="py-2 text-13 text-ink2">{errorDetail(attempts.error)}</p> : <Skeleton noun="Fetching quizzes" lines={2} className="py-2" />;
  if (attempts.data.items.length === 0) return <p className="py-2 text-13 text-ink2">None taken yet. Its answers count here.</p>;
  return (
    <>
      <ul>
        {attempts.data.items.map((attempt) => (
          <li key={attempt.id} className="border-b border-line last:border-b-0">
            <Link href={attempt.submittedAt === null ? routes.attempt(attempt.id) : routes.result(attempt.id)} className="group flex min-h-11 items-center justify-between gap-3 rounded-4 py-1.5">
              <span className="min-w-0">
                <span className="block truncate text-14 font-medium underline-offset-4 group-hover:underline">{attempt.title}</span>
                <span className="block text-13 text-ink2">{instant(attempt.submittedAt ?? attempt.startedAt, zone, 'dateTime')}</span>
              </span>
              <span className="shrink-0 text-13 text-ink2">{attempt.right === null ? 'Go on' : `${number(attempt.right)} of ${number(attempt.questions)}`}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-13">
        <Link href={routes.tests} className="link">
          All quizzes
        </Link>
      </p>
    </>
  );
}
