import type { Metadata } from 'next';
import { NotesPage } from '@/features/note/notes-page.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'Notes' };

interface Props {
  params: Promise<{ courseId: string }>;
}

export default async function Page({ params }: Props) {
  const { courseId } = await params;
  await prefetch(trpc.course.get.queryOptions({ id: courseId }));
  return (
    <Hydrate>
      <NotesPage courseId={courseId} />
    </Hydrate>
  );
}
