'use client';

import * as Primitive from '@radix-ui/react-dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

export const veil = 'fixed inset-0 z-40 bg-veil appear';
export const dialogBox =
  'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-12 border border-line2 bg-raised appear focus:outline-none';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Widest, in pixels. */
  width?: number;
  children: ReactNode;
}

/** A task on top of the page: short forms, the list of shortcuts. Esc and a press outside close it and lose nothing but the dialog. */
export function Dialog({ open, onOpenChange, title, description, width = 480, children }: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={veil} />
        <Primitive.Content className={clsx(dialogBox, 'p-6')} style={{ maxWidth: width }} {...(description === undefined ? { 'aria-describedby': undefined } : {})}>
          <div className="mb-4 flex items-start justify-between gap-4">
            <div>
              <Primitive.Title className="text-18 font-semibold">{title}</Primitive.Title>
              {description !== undefined && <Primitive.Description className="mt-1 text-14 text-ink2">{description}</Primitive.Description>}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" icon={<X size={18} strokeWidth={1.5} aria-hidden="true" />} className="-mt-1 -mr-2" />
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}
