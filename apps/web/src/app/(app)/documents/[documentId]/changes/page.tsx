import type { Metadata } from 'next';
import { ChangesPage } from '@/features/revision/changes-page.tsx';
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

export const metadata: Metadata = { title: 'What changed' };

export default async function Page({ params }: { params: Promise<{ documentId: string }> }) {
  const { documentId } = await params;
  await prefetch(trpc.document.get.queryOptions({ id: documentId }));
  return (
    <Hydrate>
      <ChangesPage documentId={documentId} />
    </Hydrate>
  );
}
