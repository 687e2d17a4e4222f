'use client';

import { uploadExtensions } from '@studywright/core/document/formats';
import { clsx } from 'clsx';
import { Camera } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '@/parts/button.tsx';
import { namedPicture } from './pasted.ts';

export interface FileButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  onFiles: (files: readonly File[]) => void;
  /** Hears how to open the chooser, for a key that does the same. */
  openRef?: { current: (() => void) | null };
  children: ReactNode;
}

/** Opens the machine's own file chooser. */
export function FileButton({ onFiles, openRef, children, ...look }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  return (
    <>
      <input
        ref={(node) => {
          input.current = node;
          if (openRef !== undefined) openRef.current = node === null ? null : open;
        }}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        accept={uploadExtensions.join(',')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file can be chosen again.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button {...look} onClick={open}>
        {children}
      </Button>
    </>
  );
}

export interface PhotoButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  onPhoto: (photo: File) => void;
  /** Which photo in a row it is, for its name. */
  count?: number;
  children?: ReactNode;
}

/** Opens the camera, on what one holds in the hand. */
export function PhotoButton({ onPhoto, count = 1, className, children = 'Take a photo', ...look }: PhotoButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Photo to add"
        accept="image/jpeg,image/png"
        capture="environment"
        onChange={(event) => {
          const [photo] = event.target.files ?? [];
          event.target.value = '';
          if (photo !== undefined) onPhoto(namedPicture(photo, 'Photo', new Date(), count));
        }}
      />
      <Button {...look} icon={<Camera size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => input.current?.click()} className={clsx('pointer-fine:hidden', className)}>
        {children}
      </Button>
    </>
  );
}
