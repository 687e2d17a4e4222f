'use client';

import type { DocumentView } from '@studywright/core';
import { uploadExtensions } from '@studywright/core/document/formats';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { chooseFiles } from '@/features/upload/choose-files.ts';
import { hostUploads } from '@/features/upload/hosting.ts';
import { wakeUploads } from '@/features/upload/upload-target.ts';
import { uploads } from '@/features/upload/uploads.ts';
import { useUploadRules } from '@/features/upload/use-upload-rules.ts';
import { newId } from '@/lib/id.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx';

/**
 * Opens the machine's file chooser at once; where this was loaded so late that browsers want a fresh press for it, after
 * that. The file goes the way of every upload, and is read beside what stands.
 */
export function ReplaceDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const rules = useUploadRules();
  const input = useRef<HTMLInputElement>(null);
  const [late] = useState(() => navigator.userActivation?.isActive === false);
  useEffect(() => {
    const chooser = input.current;
    chooser?.addEventListener('cancel', onClose);
    if (!late) chooser?.click();
    return () => chooser?.removeEventListener('cancel', onClose);
  }, [onClose, late]);
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
    // Whether there is room for it, the server says: the file that it replaces goes.
    const { taken, refused } = chooseFiles([file], { ...rules, storage: null });
    uploads.add(document.courseId, taken, newId, document.id);
    for (const { problem } of refused) uploads.refuse(document.courseId, file, newId(), problem);
    onClose();
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`New version of ${document.title}`}
        accept={uploadExtensions.join(',')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) take(file);
        }}
      />
      {late && (
        <Dialog open onOpenChange={(open) => !open && onClose()} title={`Replace “${document.title}”`} description="Cards whose words are in the new version keep everything; about the others you decide.">
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={() => input.current?.click()}>
              Choose the new version
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
