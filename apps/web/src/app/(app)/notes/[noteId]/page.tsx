import type { Metadata } from 'next';
import { NotePage } from '@/features/note/note-page.tsx';
import { getQueryClient, Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

interface Props {
  params: Promise<{ noteId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { noteId } = await params;
  await prefetch(trpc.note.get.queryOptions({ id: noteId }));
  return { title: getQueryClient().getQueryData(trpc.note.get.queryKey({ id: noteId }))?.title ?? 'Note' };
}

export default async function Page({ params }: Props) {
  const { noteId } = await params;
  await prefetch(trpc.note.get.queryOptions({ id: noteId }));
  return (
    <Hydrate>
      <NotePage noteId={noteId} />
    </Hydrate>
  );
}
