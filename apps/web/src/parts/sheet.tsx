'use client';

import * as Primitive from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { veil } from './dialog.tsx';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}

/** The margin where there is none: from the right on a tablet (320 wide), from below on a phone. It takes the focus and gives it back. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={veil} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed z-50 overflow-y-auto bg-paper2 px-5 pt-3 pb-8 focus:outline-none max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[80dvh] max-md:rounded-t-16 max-md:border-t max-md:border-line2 max-md:rise md:inset-y-0 md:right-0 md:w-80 md:border-l md:border-line2 md:slide-in"
        >
          <div className="mb-2 flex items-center justify-between gap-4">
            <Primitive.Title className="text-15 font-semibold">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton label="Close" icon={<X size={18} strokeWidth={1.5} aria-hidden="true" />} className="-mr-2" />
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
