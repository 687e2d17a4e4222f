'use client';

import type { DocumentView } from '@studywright/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, FileUp, Layers, Pencil, ScanText, Tag, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { counted, list } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { IconButton } from '@/parts/button.tsx';
import { ConfirmDelete } from '@/parts/confirm-delete.tsx';
import { Menu, MenuItem, MenuRule } from '@/parts/menu.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { inWork } from './use-live-documents.ts';

const RenameDocument = dynamic(() => import('./rename-document.tsx').then((module) => module.RenameDocument), { ssr: false });
const EditTags = dynamic(() => import('@/features/revision/edit-tags.tsx').then((module) => module.EditTags), { ssr: false });
const ReplaceDocument = dynamic(() => import('@/features/revision/replace-document.tsx').then((module) => module.ReplaceDocument), { ssr: false });
const ReadAgain = dynamic(() => import('@/features/revision/read-again.tsx').then((module) => module.ReadAgain), { ssr: false });
const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

export function DocumentMenu({ document }: { document: DocumentView }) {
  const [panel, setPanel] = useState<'rename' | 'tags' | 'replace' | 'again' | 'delete' | null>(null);
  const close = useCallback(() => setPanel(null), []);
  // What is worked on has no version yet that another could be compared with.
  const settled = !inWork(document);
  return (
    <>
      <Menu trigger={<IconButton size={28} label={`More for ${document.title}`} icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
        <MenuItem icon={<Layers {...icon} />} href={routes.cards(document.courseId, { document: document.id })}>
          All cards of this document
        </MenuItem>
        <MenuItem icon={<Pencil {...icon} />} onSelect={() => setPanel('rename')}>
          Rename
        </MenuItem>
        <MenuItem icon={<Tag {...icon} />} onSelect={() => setPanel('tags')}>
          Tags…
        </MenuItem>
        {settled && (
          <MenuItem icon={<FileUp {...icon} />} onSelect={() => setPanel('replace')}>
            Replace with a new version…
          </MenuItem>
        )}
        {settled && document.pictures.read > 0 && (
          <MenuItem icon={<ScanText {...icon} />} onSelect={() => setPanel('again')}>
            Read pictures again…
          </MenuItem>
        )}
        <MenuRule />
        <MenuItem icon={<Trash2 {...icon} />} danger onSelect={() => setPanel('delete')}>
          Delete
        </MenuItem>
      </Menu>
      {panel === 'tags' && <EditTags document={document} onClose={close} />}
      {panel === 'replace' && <ReplaceDocument document={document} onClose={close} />}
      {panel === 'again' && <ReadAgain document={document} onClose={close} />}
      {panel === 'rename' && <RenameDocument document={document} onClose={close} />}
      <DeleteDocument document={document} open={panel === 'delete'} onClose={close} />
    </>
  );
}

function DeleteDocument({ document, open, onClose }: { document: DocumentView; open: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const preview = useQuery(trpc.document.deletionPreview.queryOptions({ id: document.id }, { enabled: open }));
  const remove = useMutation(
    trpc.document.delete.mutationOptions({
      onSuccess: async () => {
        router.push(routes.course(document.courseId));
        await Promise.all([cache.invalidateQueries(trpc.course.pathFilter()), cache.invalidateQueries(trpc.progress.pathFilter())]);
      },
    }),
  );
  const lost = preview.data;
  return (
    <ConfirmDelete open={open} onOpenChange={(next) => !next && onClose()} title={`Delete “${document.title}”?`} busy={remove.isPending && 'Deleting'} onConfirm={() => remove.mutate({ id: document.id })}>
      <p className="min-h-10">
        {lost === undefined
          ? preview.isError
            ? errorDetail(preview.error)
            : 'Counting what goes with it.'
          : `${list([`Its ${counted(lost.cards, 'card')}`, counted(lost.questions, 'question'), ...(lost.reviews > 0 ? [`${counted(lost.reviews, 'answer')} to them`] : [])])} go too. This cannot be undone.`}
      </p>
      {remove.isError && (
        <p role="alert" className="mt-2 text-danger">
          {errorDetail(remove.error)}
        </p>
      )}
    </ConfirmDelete>
  );
}
