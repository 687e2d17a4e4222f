'use client';

import type { DocumentView } from '@studywright/core';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Tag } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import { DocumentStatus } from '@/features/document/document-status.tsx';
import { FormatIcon } from '@/features/document/format-icon.tsx';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { IconButton } from '@/parts/button.tsx';
import { Menu, MenuItem } from '@/parts/menu.tsx';

const EditTags = dynamic(() => import('@/features/revision/edit-tags.tsx').then((module) => module.EditTags), { ssr: false });

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

export interface DocumentRowProps {
  document: DocumentView;
  /** For those who run the course. */
  arrange: {
    first: boolean;
    last: boolean;
    dragged: boolean;
    /** A line above this row: what is dragged would be put down there. */
    target: 'above' | 'below' | null;
    handle: ComponentProps<'button'>;
    onStep: (by: -1 | 1) => void;
  } | null;
}

/** A document of a course. Alt with the arrows moves it while it has the focus. */
export function DocumentRow({ document, arrange }: DocumentRowProps) {
  const [tagging, setTagging] = useState(false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (arrange === null || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const { currentTarget } = event;
    arrange.onStep(event.key === 'ArrowUp' ? -1 : 1);
    // A row that is put elsewhere loses the focus on the way.
    requestAnimationFrame(() => currentTarget.focus());
  };
  return (
    <li
      data-document={document.id}
      className={clsx('group/row relative border-b border-line last:border-b-0', arrange?.dragged && 'bg-paper3')}
    >
      {arrange?.target != null && <span aria-hidden="true" className={clsx('absolute inset-x-0 h-0.5 bg-pen', arrange.target === 'above' ? '-top-px' : '-bottom-px')} />}
      <div className="flex items-start">
        <Link href={routes.document(document.id)} onKeyDown={onKeyDown} className="group flex min-h-11 min-w-0 flex-1 gap-3 rounded-4 py-2.5">
          <FormatIcon document={document} className="mt-0.5 shrink-0 text-ink2" />
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline justify-between gap-3">
              <span className="line-clamp-2 text-14 font-medium wrap-break-word underline-offset-4 group-hover:underline">{document.title}</span>
              {document.pages !== null && <span className="shrink-0 text-13 text-ink2">{counted(document.pages, document.pageKind)}</span>}
            </span>
            <DocumentStatus document={document} />
            {document.tags.length > 0 && (
              <span className="mt-0.5 block text-13 wrap-break-word text-ink3">
                <span className="sr-only">Tags: </span>
                {document.tags.join(' · ')}
              </span>
            )}
          </span>
        </Link>
        {arrange !== null && (
          <span className="absolute right-0 bottom-1.5 flex shrink-0 items-center bg-paper pl-1 opacity-0 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 touch:static touch:py-1.5 touch:opacity-100">
            {!(arrange.first && arrange.last) && (
              <IconButton size={28} label={`Move ${document.title}: drag, or Alt with the arrow keys`} icon={<GripVertical {...icon} />} className="cursor-grab touch-none active:cursor-grabbing" {...arrange.handle} onKeyDown={onKeyDown} />
            )}
            <Menu trigger={<IconButton size={28} label={`More for ${document.title}`} icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
              {!arrange.first && (
                <MenuItem icon={<ArrowUp {...icon} />} kbd="alt+up" onSelect={() => arrange.onStep(-1)}>
                  Move up
                </MenuItem>
              )}
              {!arrange.last && (
                <MenuItem icon={<ArrowDown {...icon} />} kbd="alt+down" onSelect={() => arrange.onStep(1)}>
                  Move down
                </MenuItem>
              )}
              <MenuItem icon={<Tag {...icon} />} onSelect={() => setTagging(true)}>
                Tags…
              </MenuItem>
            </Menu>
          </span>
        )}
      </div>
      {tagging && <EditTags document={document} onClose={() => setTagging(false)} />}
    </li>
  );
}
