'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { openAddMaterial } from '@/features/upload/upload-target.ts';
import { date } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Button, IconButton } from '@/parts/button.tsx';
import { Spread } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { CourseTable } from './course-table.tsx';
import { Due } from './due.tsx';
import { StudyDays } from './study-days.tsx';

// Seen once in the life of an account: it comes when it is shown.
const EmptyAccount = dynamic(() => import('./empty-account.tsx').then((module) => module.EmptyAccount));

/** What is due now, what that costs, and where the courses stand. */
export function Today() {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions());
  const empty = today.data !== undefined && today.data.courses.length === 0;
  useHotkey('u', () => openAddMaterial(), { enabled: !empty && today.data !== undefined });
  const add = (
    <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()}>
      Add material
    </Button>
  );
  return (
    <Page
      crumbs={[{ label: 'Today' }]}
      note={today.data === undefined ? undefined : date(today.data.day, 'long')}
      actions={empty ? undefined : add}
      phoneActions={empty ? undefined : <IconButton label="Add material" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()} />}
    >
      {today.data === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {today.isError ? (
            <ErrorState safe="Your cards and answers are safe on the server." onRetry={() => void today.refetch()} busy={today.isFetching && 'Trying'}>
              {errorDetail(today.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Counting what is due" />
          )}
        </div>
      ) : empty ? (
        <EmptyAccount />
      ) : (
        <Spread className="pb-12">
          <Due today={today.data} onAdd={() => openAddMaterial()} />
          <CourseTable today={today.data} />
          <StudyDays />
        </Spread>
      )}
    </Page>
  );
}
