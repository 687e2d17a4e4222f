'use client';

import type { DocumentView } from '@studywright/core';
import { number } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { useDrafts } from './use-drafts.ts';
import { inWork } from './use-live-documents.ts';

/** All drafts of a document; while it is worked on, those that are yet to come as well. */
export function AcceptAll({ document }: { document: DocumentView }) {
  const drafts = useDrafts(document.id);
  return (
    <Button size={28} onClick={drafts.acceptAll} busy={drafts.busy && 'Saving'} title={inWork(document) ? 'Also what is yet to come' : undefined}>
      Accept all {number(document.counts.drafts)}
    </Button>
  );
}
