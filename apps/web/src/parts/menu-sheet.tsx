'use client';

import * as Primitive from '@radix-ui/react-dialog';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { veil } from './dialog.tsx';

/** The rail where there is none: from the left, closed by going somewhere. */
export function MenuSheet({ open, onOpenChange, children }: { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode }) {
  const pathname = usePathname();
  const opened = useRef(pathname);
  useEffect(() => {
    if (opened.current !== pathname) onOpenChange(false);
    opened.current = pathname;
  }, [pathname, onOpenChange]);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={veil} />
        <Primitive.Content aria-describedby={undefined} className="fixed inset-y-0 left-0 z-50 w-70 max-w-[85vw] overflow-y-auto border-r border-line2 bg-paper2 appear focus:outline-none">
          <Primitive.Title className="sr-only">Menu</Primitive.Title>
          {/* A search or a dialog opened from here takes the place of the menu. */}
          <div className="h-full" onClickCapture={(event) => event.target instanceof Element && event.target.closest('button:not([type="submit"])') !== null && onOpenChange(false)}>
            {children}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
