'use client';

import { clsx } from 'clsx';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';

export interface MarginSheetProps {
  /** What it holds, for those who do not see it: “Source”. */
  label: string;
  /** What stays below it, such as the ratings: it sits on top of them. */
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
}

/**
 * The phone's margin in a review: it opens with the answer at the foot of the page, at most 40 % high, and is dragged
 * (or pressed) up to 80 %. Not modal: the page and the ratings below stay in reach. Nothing to render from 768 px on.
 */
export function MarginSheet({ label, footer, className, children }: MarginSheetProps) {
  const [tall, setTall] = useState(false);
  const grip = useRef<number | null>(null);
  const moved = useRef(false);

  function down(event: PointerEvent<HTMLButtonElement>) {
    grip.current = event.clientY;
    moved.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event: PointerEvent<HTMLButtonElement>) {
    if (grip.current === null) return;
    const up = grip.current - event.clientY;
    if (Math.abs(up) < 24) return;
    moved.current = true;
    setTall(up > 0);
  }

  return (
    <div className={clsx('fixed inset-x-0 bottom-0 z-20 md:hidden', className)}>
      <section aria-label={label} className={clsx('rise flex flex-col rounded-t-16 border-t border-line2 bg-paper2', tall ? 'max-h-[80dvh]' : 'max-h-[40dvh]')}>
        <button
          type="button"
          aria-expanded={tall}
          aria-label={tall ? `Make ${label} smaller` : `Make ${label} larger`}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={() => {
            grip.current = null;
          }}
          onClick={() => {
            if (!moved.current) setTall(!tall);
            moved.current = false;
          }}
          className="-mb-3 flex h-11 w-full shrink-0 touch-none justify-center pt-2"
        >
          <span className="h-1 w-9 rounded-full bg-line2" />
        </button>
        <div className="overflow-y-auto overscroll-contain px-5 pb-5">{children}</div>
      </section>
      {footer !== undefined && <div className="border-t border-line bg-paper px-3 pt-3 pb-[max(16px,env(safe-area-inset-bottom))]">{footer}</div>}
    </div>
  );
}
