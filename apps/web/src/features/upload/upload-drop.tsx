'use client';

import { uploadFormats } from '@studywright/core/document/formats';
import { clsx } from 'clsx';
import { type ReactNode, useRef, useState } from 'react';
import { useHotkey } from '@/lib/hotkeys.ts';
import { droppedFiles } from './dropped-files.ts';
import { FileButton, PhotoButton } from './file-button.tsx';
import { RulesLine } from './rules-line.tsx';
import { useAddFiles } from './use-add-files.ts';
import { openAddMaterial, useUploadTarget, type UploadTarget } from './upload-target.ts';

export interface UploadDropProps {
  /** Left out: the first file makes a course that is named after it. */
  courseId?: string;
  courseName?: string;
  /** Beside the button, such as “Paste text”. */
  aside?: ReactNode;
  className?: string;
}

/** The first way into a course or an account: a place for files that takes the whole page, and U. */
export function UploadDrop({ courseId, courseName = '', aside, className }: UploadDropProps) {
  const addFiles = useAddFiles();
  const open = useRef<(() => void) | null>(null);
  const target: UploadTarget = courseId === undefined ? { courseId: null } : { courseId, courseName };
  useUploadTarget(target);
  useHotkey('u', () => open.current?.());
  return (
    <DropArea className={clsx('min-h-80', className)} onFiles={(files) => void addFiles(files, courseId ?? null)}>
      <PagePicture />
      <p className="mt-4 text-18 font-semibold">
        <span className="touch:hidden">Drop files or a folder anywhere on this page</span>
        <span className="hidden touch:inline">Add files or photos</span>
      </p>
      <p className="mt-1 max-w-110 text-14 text-ink2">{uploadFormats}</p>
      <RulesLine className="mt-1 text-14 text-ink2" />
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <FileButton variant="primary" size={40} kbd="u" openRef={open} onFiles={(files) => void addFiles(files, courseId ?? null)}>
          Choose files
        </FileButton>
        <PhotoButton size={40} onPhoto={(photo) => openAddMaterial(courseId ?? null, { files: [photo] })} />
        {aside}
      </div>
    </DropArea>
  );
}

/** A dashed box that takes files; the edge turns blue while they are held over it. */
export function DropArea({ onFiles, className, children }: { onFiles: (files: readonly File[]) => void; className?: string; children: ReactNode }) {
  const [over, setOver] = useState(false);
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        // The page takes drops too; this one is taken.
        event.stopPropagation();
        setOver(false);
        void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
      }}
      className={clsx('flex flex-col items-center justify-center rounded-8 border border-dashed p-6 text-center transition-colors', over ? 'border-pen bg-pen-wash' : 'border-edge bg-paper2', className)}
    >
      {children}
    </div>
  );
}

/** A page, a sentence of it, and the line to where it is used. */
function PagePicture() {
  return (
    <svg viewBox="0 0 76 84" width="76" height="84" aria-hidden="true" fill="none">
      <rect x="1.5" y=".5" width="64" height="83" rx="2.5" className="fill-raised stroke-line2" />
      <path d="M51.5.5v83" className="stroke-line2" />
      <path d="M10 14h33M10 22h29M10 30h33M10 38h20M10 54h33M10 62h30M10 70h34" className="stroke-g2" strokeWidth="2" />
      <rect x="9" y="43" width="28" height="6" className="fill-hl-strong" />
      <path d="M38 46h35" className="stroke-hl-edge" strokeWidth="1.5" />
      <circle cx="73" cy="46" r="2.5" className="fill-hl-edge" />
    </svg>
  );
}
