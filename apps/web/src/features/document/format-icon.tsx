import { BookOpen, FileText, Globe, Image, NotebookPen, Presentation } from 'lucide-react';
import type { DocumentView } from '@studywright/core';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What kind of file a document was made from. */
export function FormatIcon({ document, className }: { document: Pick<DocumentView, 'mediaType' | 'pageKind'>; className?: string }) {
  const { mediaType, pageKind } = document;
  if (mediaType.startsWith('image/')) return <Image {...icon} className={className} />;
  if (pageKind === 'slide') return <Presentation {...icon} className={className} />;
  if (mediaType === 'application/epub+zip') return <BookOpen {...icon} className={className} />;
  if (mediaType === 'text/html') return <Globe {...icon} className={className} />;
  if (mediaType.startsWith('text/')) return <NotebookPen {...icon} className={className} />;
  return <FileText {...icon} className={className} />;
}
