'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { SkipLink } from './skip-link.tsx';

export interface FocusLayoutProps {
  /** Leaves: where to, and what the word is. */
  end: { href: string; label: string; kbd?: string };
  /** What this is: the course, or “Memory and Cognition / Quiz 2”. Not on a phone, where counts take its place. */
  title: ReactNode;
  /** In the middle: counts of the session. */
  center?: ReactNode;
  /** At the right end: undo, hand in. */
  actions?: ReactNode;
  progress?: { value: number; max: number; label: string };
  /** Stays at the foot of the column, so that hand and eye never move: “Show answer”, then the ratings. */
  footer?: ReactNode;
  /** `FocusRow`s. */
  children: ReactNode;
}

/** Review and tests: no rail, no tabs, nothing but the work and its margin. */
export function FocusLayout({ end, title, center, actions, progress, footer, children }: FocusLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col lg:bg-[linear-gradient(var(--line),var(--line))] lg:bg-[length:1px_100%] lg:bg-[position:calc(100%-var(--margin))_51px] lg:bg-no-repeat lg:[--margin:288px] xl:[--margin:320px]">
      <SkipLink />
      <header className="sticky top-0 z-20 bg-paper">
        <div className="grid h-13 grid-cols-[1fr_auto_1fr] items-center gap-4 px-2 text-14 md:h-12 md:px-4">
          <div className="flex min-w-0 items-center gap-3">
            <Link href={end.href} className="flex min-h-8 shrink-0 items-center gap-3 rounded-6 px-2 font-medium text-ink2 hover:bg-paper3 hover:text-ink touch:min-h-11 max-md:w-11 max-md:justify-center">
              <X size={18} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
              <span className="max-md:sr-only">{end.label}</span>
              {end.kbd !== undefined && <Kbd keys={end.kbd} className="max-md:hidden" />}
            </Link>
            <div className="truncate font-medium max-md:hidden">{title}</div>
          </div>
          <div className="text-center whitespace-nowrap">{center}</div>
          <div className="flex items-center justify-end gap-1">{actions}</div>
        </div>
        {progress === undefined ? <div className="h-px bg-line" /> : <ProgressBar look="line" {...progress} />}
      </header>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col pt-8 outline-none md:pt-16 xl:pt-28">
        {children}
      </main>
      {footer !== undefined && (
        <footer className="sticky bottom-0 z-10 lg:mr-[calc(var(--margin)+1px)]">
          <div className="bg-paper px-5 pt-3 pb-[max(16px,env(safe-area-inset-bottom))] md:px-8 md:pb-8">
            <div className="mx-auto max-w-170">{footer}</div>
          </div>
        </footer>
      )}
    </div>
  );
}

export interface FocusRowProps {
  /** What explains this row; it starts level with it. Shown where there is a margin. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A row of a focused page: at most 680 wide, and beside it its evidence. */
export function FocusRow({ aside, className, children }: FocusRowProps) {
  return (
    <div className={clsx('grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]', className)}>
      <div className="px-5 md:px-8">
        <div className="mx-auto max-w-170">{children}</div>
      </div>
      {aside !== undefined && <aside className="hidden px-6 lg:block">{aside}</aside>}
    </div>
  );
}

/** “9 new  6 learning  16 due”. */
export function Counts({ counts }: { counts: readonly { value: number; word: string }[] }) {
  return (
    <span className="flex gap-3 text-14 text-ink2 md:gap-4">
      {counts.map((count) => (
        <span key={count.word}>
          <span className="font-semibold text-ink">{count.value}</span> {count.word}
        </span>
      ))}
    </span>
  );
}
