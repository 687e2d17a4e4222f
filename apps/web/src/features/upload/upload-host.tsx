'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { DataProvider } from '@/trpc/client.tsx';
import { droppedFiles } from './dropped-files.ts';
import { useAddFiles } from './use-add-files.ts';
import { closeAddMaterial, openAddMaterial, useUploadDesk } from './upload-target.ts';
import { uploads, useUploads } from './uploads.ts';

const AddMaterial = dynamic(() => import('./add-material.tsx').then((module) => module.AddMaterial), { ssr: false });
const UploadTray = dynamic(() => import('./upload-tray.tsx').then((module) => module.UploadTray), { ssr: false });

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Takes what is dropped on any page, shows what is under way, and asks before a tab is left that is still sending.
 * @param quiet where a drop would disturb, such as in a review: uploads go on, nothing new is taken
 */
export function UploadHost({ quiet }: { quiet: boolean }) {
  return (
    <DataProvider>
      <Host quiet={quiet} />
    </DataProvider>
  );
}

function Host({ quiet }: { quiet: boolean }) {
  const { request } = useUploadDesk();
  const shown = useUploads().length > 0;

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (uploads.busy) event.preventDefault();
    };
    const online = () => uploads.retryAll();
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', online);
    };
  }, []);

  return (
    <>
      {!quiet && <PageDrop />}
      {shown && <UploadTray />}
      {request !== null && <AddMaterial request={request} onClose={closeAddMaterial} />}
    </>
  );
}

/** Takes files that are dropped anywhere; says where they will go while they are held over the page. */
function PageDrop() {
  const addFiles = useAddFiles();
  const { target } = useUploadDesk();
  const [over, setOver] = useState(false);

  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const hold = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    // Also when something on the page took it: the veil goes.
    const end = () => {
      depth = 0;
      setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer === null) return;
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length === 0) return;
        if (target === null) openAddMaterial(null, { files });
        else void addFiles(files, target.courseId);
      });
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', end, { capture: true });
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', end, { capture: true });
      window.removeEventListener('drop', drop);
    };
  }, [addFiles, target]);

  if (!over) return null;
  return (
    <div aria-hidden="true" className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-12 border-2 border-dashed border-pen bg-veil">
      <p className="rounded-8 bg-raised px-5 py-3 text-18 font-semibold">
        {target === null ? 'Drop to choose a course for it' : target.courseId === null ? 'Drop to make a course of it' : `Drop to add to ${target.courseName}`}
      </p>
    </div>
  );
}
