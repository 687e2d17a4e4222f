'use client';

import type { PageKind } from '@studywright/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '@/parts/button.tsx';
import { pageWord } from './page-name.ts';

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Back, “Page 12 of 28” to type into, on. The arrow keys do the same. */
export function PageTurner({ kind, page, of, onTurn }: { kind: PageKind; page: number; of: number; onTurn: (page: number) => void }) {
  const id = useId();
  return (
    <div className="flex items-center justify-center gap-1 text-13 text-ink2">
      <IconButton label={`Previous ${kind}`} aria-keyshortcuts="ArrowLeft" aria-disabled={page <= 1} onClick={() => page > 1 && onTurn(page - 1)} icon={<ChevronLeft {...icon} />} className="aria-disabled:opacity-40" />
      <label htmlFor={id}>{pageWord(kind)}</label>
      <input
        // Typed over, and set anew when the page is turned in another way.
        key={page}
        id={id}
        type="text"
        inputMode="numeric"
        defaultValue={page}
        size={4}
        onFocus={(event) => event.target.select()}
        onBlur={(event) => {
          event.target.value = String(page);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          const wanted = Number.parseInt(event.currentTarget.value, 10);
          // What is typed next is meant for the page.
          event.currentTarget.blur();
          if (Number.isFinite(wanted)) onTurn(Math.min(of, Math.max(1, wanted)));
        }}
        className="h-7 w-12 rounded-6 border border-edge bg-raised px-1 text-center text-ink touch:h-11"
      />
      <span>of {of}</span>
      <IconButton label={`Next ${kind}`} aria-keyshortcuts="ArrowRight" aria-disabled={page >= of} onClick={() => page < of && onTurn(page + 1)} icon={<ChevronRight {...icon} />} className="aria-disabled:opacity-40" />
    </div>
  );
}
