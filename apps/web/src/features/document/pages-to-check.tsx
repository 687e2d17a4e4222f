'use client';

import type { DocumentView } from '@studywright/core';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { useTRPC } from '@/trpc/client.tsx';

/** So many are named; the rest is counted. */
const named = 12;

/** Which pages gave nothing or little of what stands on them, so that nobody believes them read. */
export function PagesToCheck({ document }: { document: DocumentView }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.document.pagesToCheck.queryOptions({ id: document.id })).data;
  const { empty, unsure } = document.pictures;
  const all = counted(document.pages ?? 0, document.pageKind);
  return (
    <div role="note" className="flex gap-2 border-b border-line px-5 py-3 text-14 text-ink2 md:px-8 xl:px-10">
      <CircleAlert size={16} strokeWidth={1.5} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="space-y-1">
        {empty > 0 && (
          <p>
            Nothing was found on {empty} of {all}
            <Pages document={document} count={empty} pages={found?.empty} />.
          </p>
        )}
        {unsure > 0 && (
          <p>
            {unsure} of {all} {unsure === 1 ? 'was' : 'were'} read with little confidence
            <Pages document={document} count={unsure} pages={found?.unsure} />. Compare {unsure === 1 ? 'it' : 'them'} with the picture.
          </p>
        )}
      </div>
    </div>
  );
}

function Pages({ document, count, pages }: { document: DocumentView; count: number; pages: readonly number[] | undefined }): ReactNode {
  if (pages === undefined || pages.length === 0) return null;
  const shown = pages.slice(0, named);
  return (
    <>
      :{' '}
      {shown.map((page, index) => (
        <Fragment key={page}>
          {index > 0 && ', '}
          <Link href={routes.document(document.id, { page })} replace className="link" aria-label={`${document.pageKind} ${page}`}>
            {page}
          </Link>
        </Fragment>
      ))}
      {count > shown.length && ` and ${count - shown.length} more`}
    </>
  );
}
