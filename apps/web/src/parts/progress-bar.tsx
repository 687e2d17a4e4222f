import { clsx } from 'clsx';

export interface ProgressBarProps {
  /** 0 to `max`. */
  value: number;
  max?: number;
  label: string;
  /** `line` is the 3 px rule under a top bar, `bar` stands by itself. */
  look?: 'line' | 'bar';
  className?: string;
}

export function ProgressBar({ value, max = 100, label, look = 'bar', className }: ProgressBarProps) {
  const share = max === 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(max, Math.max(0, value))}
      className={clsx('w-full overflow-hidden bg-paper3', look === 'line' ? 'h-0.75' : 'h-2 rounded-2', className)}
    >
      <div className="h-full origin-left bg-ink2 transition-transform" style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
