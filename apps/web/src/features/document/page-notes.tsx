'use client';

import type { DocumentPageView, DocumentView } from '@studywright/core';
import { clsx } from 'clsx';
import { CircleAlert, ScanText } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { usePictureReaders } from '@/features/revision/use-picture-readers.ts';
import { percent } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { inWork } from './use-live-documents.ts';

const ReadAgain = dynamic(() => import('@/features/revision/read-again.tsx').then((module) => module.ReadAgain), { ssr: false });

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true, className: 'shrink-0' } as const;

export interface PageNotesProps {
  document: DocumentView;
  page: DocumentPageView;
  /** Whether the reader may have it read in another way. */
  runs: boolean;
  className?: string;
}

/** What to know about how a page was read; nothing where there is nothing to know. */
export function PageNotes({ document, page, runs, className }: PageNotesProps) {
  if (page.warning === null && !page.ocr) return null;
  return (
    <div className={clsx('flex flex-wrap items-center gap-x-4 gap-y-1 font-sans text-13 text-ink2', className)}>
      <p className="flex items-center gap-2">
        {page.warning === null ? <ScanText {...icon} /> : <CircleAlert {...icon} />}
        {page.warning ?? (page.confidence === null ? 'Read from a picture' : `Read from a picture, ${percent(page.confidence)} sure`)}
      </p>
      {runs && page.ocr && document.pictures.by === 'ocr' && document.revising === null && !inWork(document) && <ByModel document={document} />}
    </div>
  );
}

/** Only where a model that sees is set up. */
function ByModel({ document }: { document: DocumentView }) {
  const readers = usePictureReaders();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  if (!readers.includes('model')) return null;
  return (
    <>
      <Button size={28} onClick={() => setOpen(true)}>
        Read again with the model
      </Button>
      {open && <ReadAgain document={document} by="model" onClose={close} />}
    </>
  );
}
