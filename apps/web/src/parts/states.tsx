import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './plain-button.tsx';

/** Nothing here yet, or nothing left: says what that means, and offers one action. */
export function EmptyState({ title, children, action, className }: { title: string; children?: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <div className={clsx('max-w-150', className)}>
      <h2 className="text-15 font-semibold">{title}</h2>
      {children !== undefined && <div className="mt-1 text-14 text-ink2">{children}</div>}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What is safe: “Your answers are safe on this device.” */
  safe: string;
  /** What failed, and what happens next. */
  children: ReactNode;
  onRetry?: (() => void) | undefined;
  busy?: string | false;
  className?: string;
}

/** What is safe, what failed, what happens next; nothing about whose fault it was. */
export function ErrorState({ safe, children, onRetry, busy = false, className }: ErrorStateProps) {
  return (
    <div role="alert" className={clsx('flex max-w-150 gap-3', className)}>
      <CircleAlert size={18} strokeWidth={1.5} aria-hidden="true" className="mt-px shrink-0 text-danger" />
      <div>
        <p className="text-14 font-semibold">{safe}</p>
        <div className="text-14 text-ink2">{children}</div>
        {onRetry !== undefined && (
          <Button size={28} className="mt-3" onClick={onRetry} busy={busy}>
            Try now
          </Button>
        )}
      </div>
    </div>
  );
}
