'use client';

import * as Primitive from '@radix-ui/react-alert-dialog';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { dialogBox, veil } from './dialog.tsx';

export interface ConfirmDeleteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** “Delete “Lecture 6 Retrieval”?” */
  title: string;
  /** What goes with it, and that it cannot be undone. */
  children: ReactNode;
  /** What the safe button says. */
  keep?: string;
  /** What the other says. */
  confirm?: string;
  /** While it runs: “Deleting”. */
  busy?: string | false;
  onConfirm: () => void;
}

/** Only for what cannot be undone. The safe choice comes first and has the focus. */
export function ConfirmDelete({ open, onOpenChange, title, children, keep = 'Keep it', confirm = 'Delete', busy = false, onConfirm }: ConfirmDeleteProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={veil} />
        <Primitive.Content className={clsx(dialogBox, 'max-w-110 p-6')}>
          <Primitive.Title className="text-15 font-semibold">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="mt-1 text-14 text-ink2">{children}</div>
          </Primitive.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button>{keep}</Button>
            </Primitive.Cancel>
            <Button variant="danger" busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
