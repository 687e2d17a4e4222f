'use client';

import type { DocumentView } from '@studywright/core';
import { mayBeRead, uploadExtensions, uploadFormats } from '@studywright/core/document/formats';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { hostUploads } from '@/features/upload/hosting.ts';
import { wakeUploads } from '@/features/upload/upload-target.ts';
import { uploads } from '@/features/upload/uploads.ts';
import { newId } from '@/lib/id.ts';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';

/** Opens the machine's file chooser at once; the file goes the way of every upload, and is read beside what stands. */
export function ReplaceDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const chooser = input.current;
    chooser?.addEventListener('cancel', onClose);
    chooser?.click();
    return () => chooser?.removeEventListener('cancel', onClose);
  }, [onClose]);
  const take = (file: File) => {
    wakeUploads();
    hostUploads({
      client,
      added: (courseId) => {
        void cache.invalidateQueries(trpc.document.get.pathFilter());
        void cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId }));
        void cache.invalidateQueries(trpc.progress.pathFilter());
      },
    });
    if (mayBeRead(file.name)) uploads.add(document.courseId, [file], newId, document.id);
    else uploads.refuse(document.courseId, file, newId(), `This kind of file cannot be read yet. Save it as ${uploadFormats} and choose that.`);
    onClose();
  };
  return (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={`New version of ${document.title}`}
      accept={[...uploadExtensions, 'application/pdf', 'text/plain', 'text/markdown'].join(',')}
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        if (file !== undefined) take(file);
      }}
    />
  );
}
