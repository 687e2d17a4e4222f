'use client';

import * as Primitive from '@radix-ui/react-tooltip';
import type { ReactNode } from 'react';

/** A name or a short explanation on hover and focus. Never the only place something is said. */
export function Tooltip({ text, side = 'top', children }: { text: ReactNode; side?: 'top' | 'right' | 'bottom' | 'left'; children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content side={side} sideOffset={6} collisionPadding={8} className="z-50 max-w-70 rounded-6 bg-ink px-2 py-1 text-12 text-paper appear">
            {text}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
