import { clsx } from 'clsx';

/** The mark: a page with its margin, and in the margin the source. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" aria-hidden="true" className={clsx('shrink-0', className)}>
      <rect x="14" y="8" width="3.7" height="4" fill="#f6d236" />
      <g stroke="currentColor">
        <rect x=".75" y=".75" width="18.5" height="18.5" rx="4.25" strokeWidth="1.5" />
        <path d="M12.5 1.5v17" />
        <path d="M4 6h6M4 10h6M4 14h4.5" strokeWidth="1.5" />
      </g>
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2 text-15 font-semibold tracking-[-0.01em] text-ink', className)}>
      <LogoMark />
      Studywright
    </span>
  );
}
