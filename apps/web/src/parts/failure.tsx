import { look } from './button-look.ts';

/**
 * What an error boundary shows. These boundaries come with every page, so this has no parts of its own: words, a sign,
 * a button.
 */
export function Failure({ safe, children, onRetry }: { safe: string; children: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex max-w-150 gap-3">
      <svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" aria-hidden="true" className="mt-px shrink-0 text-danger">
        <circle cx="12" cy="12" r="10" />
        <path d="M12 8v4M12 16h.01" />
      </svg>
      <div>
        <p className="text-14 font-semibold">{safe}</p>
        <p className="text-14 text-ink2">{children}</p>
        <button type="button" onClick={onRetry} className={`mt-3 ${look({ size: 28 }, false)}`}>
          Try now
        </button>
      </div>
    </div>
  );
}
