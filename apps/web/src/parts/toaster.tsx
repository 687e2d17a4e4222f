'use client';

import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { toastQueue } from './toast.ts';

/** Bottom left, eight seconds, waiting while it is hovered or has the focus; dark on light and light on dark. */
export function Toaster() {
  useEffect(() => {
    const show = () => {
      for (const { text, undo } of toastQueue.take()) {
        toast(text, undo === undefined ? {} : { action: { label: 'Undo', onClick: undo } });
      }
    };
    show();
    return toastQueue.subscribe(show);
  }, []);

  return (
    <Sonner
      position="bottom-left"
      duration={8000}
      offset={24}
      mobileOffset={{ bottom: 80, left: 16, right: 16 }}
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex min-h-11 w-78 max-w-full items-center gap-6 rounded-8 bg-ink px-4 py-2.5 text-14 text-paper font-sans focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-pen',
          content: 'flex-1',
          actionButton: 'order-last min-h-6 shrink-0 font-medium text-paper underline decoration-1 underline-offset-4 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-pen-wash',
        },
      }}
    />
  );
}
