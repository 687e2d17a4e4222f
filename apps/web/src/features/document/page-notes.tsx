import type { DocumentPageView } from '@studywright/core';
import { CircleAlert, ScanText } from 'lucide-react';
import { percent } from '@/lib/format.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true, className: 'mt-px shrink-0' } as const;

/** What to know about how a page was read; nothing where there is nothing to know. */
export function PageNotes({ page, className }: { page: DocumentPageView; className?: string }) {
  if (page.warning !== null) {
    return (
      <p className={`flex gap-2 font-sans text-13 text-ink2 ${className ?? ''}`}>
        <CircleAlert {...icon} />
        {page.warning}
      </p>
    );
  }
  if (!page.ocr) return null;
  return (
    <p className={`flex gap-2 font-sans text-13 text-ink2 ${className ?? ''}`}>
      <ScanText {...icon} />
      {page.confidence === null ? 'Read from a picture' : `Read from a picture, ${percent(page.confidence)} sure`}
    </p>
  );
}
