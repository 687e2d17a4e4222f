'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { GenerationLine } from '@/features/generation/generation-line.tsx';
import { RevisionBar } from '@/features/revision/revision-bar.tsx';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Button, ButtonLink, IconButton } from '@/parts/button.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorCode, errorDetail } from '@/trpc/errors.ts';
import { AcceptAll } from './accept-all.tsx';
import { DocumentHead } from './document-head.tsx';
import { DocumentMenu } from './document-menu.tsx';
import { DocumentReader } from './document-reader.tsx';
import { fallbackMs, inWork, useLiveDocuments } from './use-live-documents.ts';

const MakeMore = dynamic(() => import('@/features/generation/make-more.tsx').then((module) => module.MakeMore), { ssr: false });

/** A document while it is worked on, and afterwards the place where every quote can be read on its page. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const trpc = useTRPC();
  const got = useQuery({ ...trpc.document.get.queryOptions({ id: documentId }), refetchInterval: (query) => (query.state.data !== undefined && inWork(query.state.data) ? fallbackMs : false) });
  const document = got.data;
  const course = useQuery(trpc.course.get.queryOptions({ id: document?.courseId ?? '' }, { enabled: document !== undefined })).data;
  useLiveDocuments(document?.courseId, document !== undefined && inWork(document));
  const crumbs = [
    { label: 'Library', href: routes.library },
    ...(document === undefined ? [] : [{ label: course?.name ?? 'Course', href: routes.course(document.courseId) }]),
    { label: document?.title ?? 'Document' },
  ];
  const runs = course !== undefined && course.role !== 'student';
  const mayMake = runs && course.archivedAt === null && document?.status === 'ready';
  const [making, setMaking] = useState(false);
  return (
    <Page
      crumbs={crumbs}
      note={document?.pages == null ? undefined : counted(document.pages, document.pageKind)}
      actions={
        document !== undefined && (
          <>
            {runs && <DocumentMenu document={document} />}
            {mayMake && (
              <Button size={28} onClick={() => setMaking(true)}>
                Make more
              </Button>
            )}
            {runs && document.counts.drafts > 0 && <AcceptAll document={document} />}
            {document.counts.cards > 0 && document.counts.drafts === 0 && course?.archivedAt === null && (
              <ButtonLink size={28} variant="primary" href={routes.review({ course: document.courseId })}>
                Review this course
              </ButtonLink>
            )}
          </>
        )
      }
      phoneActions={
        runs && document !== undefined ? (
          <>
            {document.counts.drafts > 0 && <AcceptAll document={document} />}
            {mayMake && <IconButton label="Make more" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setMaking(true)} />}
            <DocumentMenu document={document} />
          </>
        ) : undefined
      }
    >
      <h1 className="sr-only">{document?.title ?? 'Document'}</h1>
      {document === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {got.isError ? (
            <ErrorState safe={errorCode(got.error) === 'NOT_FOUND' ? 'Your other documents are as they were.' : 'Your document is safe on the server.'} onRetry={() => void got.refetch()} busy={got.isFetching && 'Trying'}>
              {errorDetail(got.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Opening the document" lines={5} />
          )}
        </div>
      ) : (
        <>
          <DocumentHead document={document} runs={runs} />
          <RevisionBar document={document} mayChange={runs} />
          <GenerationLine courseId={document.courseId} runs={runs} className="px-5 pt-3 md:px-8 xl:px-10" />
          {/* Of a document that could not be read there is no page to show. */}
          {(document.status !== 'failed' || document.pages !== null) && <DocumentReader document={document} runs={runs} onMakeMore={mayMake ? () => setMaking(true) : undefined} />}
          {making && <MakeMore courseId={document.courseId} documentId={document.id} onClose={() => setMaking(false)} />}
        </>
      )}
    </Page>
  );
}
