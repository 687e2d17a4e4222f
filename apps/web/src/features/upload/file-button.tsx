'use client';

import { uploadExtensions } from '@studywright/core/document/formats';
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '@/parts/button.tsx';

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
        accept={[...uploadExtensions, 'application/pdf', 'text/plain', 'text/markdown'].join(',')}
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
