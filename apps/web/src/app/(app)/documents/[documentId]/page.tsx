import type { Metadata } from 'next';
import { DocumentPage } from '@/features/document/document-page.tsx';
import { getQueryClient, Hydrate, prefetch, trpc } from '@/trpc/server.tsx';

interface Props {
  params: Promise<{ documentId: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

async function read(documentId: string) {
  await prefetch(trpc.document.get.queryOptions({ id: documentId }));
  return getQueryClient().getQueryData(trpc.document.get.queryKey({ id: documentId }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { documentId } = await params;
  return { title: (await read(documentId))?.title ?? 'Document' };
}

export default async function Page({ params, searchParams }: Props) {
  const { documentId } = await params;
  const document = await read(documentId);
  if (document !== undefined) {
    const asked = Number((await searchParams).page ?? 1);
    const page = Number.isInteger(asked) ? Math.min(document.pages ?? 1, Math.max(1, asked)) : 1;
    await Promise.all([
      prefetch(trpc.course.get.queryOptions({ id: document.courseId })),
      ...(document.pages === null ? [] : [prefetch(trpc.document.page.queryOptions({ documentId, page })), prefetch(trpc.document.items.queryOptions({ documentId, page, limit: 100 }))]),
    ]);
  }
  return (
    <Hydrate>
      <DocumentPage documentId={documentId} />
    </Hydrate>
  );
}
