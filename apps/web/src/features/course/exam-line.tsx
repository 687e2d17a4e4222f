'use client';

import { useQuery } from '@tanstack/react-query';
import { date, daysAway, daysBetween } from '@/lib/format.ts';
import { useTRPC } from '@/trpc/client.tsx';

/** “Exam on Thursday 10 December, in 20 days.” By the student's day, which the server knows. */
export function ExamLine({ examDate, className = '' }: { examDate: string | null; className?: string }) {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions()).data?.day;
  if (examDate === null) return null;
  const past = today !== undefined && daysBetween(today, examDate) < 0;
  return (
    <p className={`text-15 text-ink2 ${className}`}>
      {past ? 'The exam was on' : 'Exam on'} {date(examDate, 'long')}
      {today !== undefined && `, ${daysAway(today, examDate)}`}.
    </p>
  );
}
