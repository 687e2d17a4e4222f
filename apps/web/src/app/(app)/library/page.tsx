import type { Metadata } from 'next';
import { LibraryPage } from '@/features/library/library.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Library' };

export default async function Page() {
  await Promise.all([prefetch(trpc.course.list.queryOptions({ archived: false, limit: 100 })), prefetch(trpc.progress.today.queryOptions())]);
  return (
    <Hydrate>
      <LibraryPage />
    </Hydrate>
  );
}
