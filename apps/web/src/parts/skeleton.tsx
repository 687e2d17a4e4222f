import { clsx } from 'clsx';

/** Grey lines where text will stand, with the noun of what is being fetched: “Reading page 12 of 28”. */
export function Skeleton({ noun, lines = 3, className }: { noun: string; lines?: number; className?: string }) {
  const widths = ['85%', '100%', '60%', '92%', '74%'];
  return (
    <div role="status" className={clsx('flex flex-col gap-3', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" className="block h-2.5 rounded-2 bg-paper3" style={{ width: widths[line % widths.length] }} />
      ))}
      <span className="text-13 text-ink2">{noun}</span>
    </div>
  );
}

/** A place kept for something of known size. */
export function Placeholder({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('block rounded-2 bg-paper3', className)} />;
}
