import { clsx } from 'clsx';
import { Check, Pause, X } from 'lucide-react';

export interface Step {
  label: string;
  state: 'done' | 'current' | 'todo' | 'failed' | 'stopped';
}

const words = { done: 'done', current: 'in work', todo: 'still to come', failed: 'failed', stopped: 'stopped here' };

/** The way of something in order, and where on it we are. On a phone only the current step keeps its name. */
export function Stepper({ steps, label, className }: { steps: readonly Step[]; label: string; className?: string }) {
  return (
    <ol aria-label={label} className={clsx('flex items-center gap-2.5 text-13', className)}>
      {steps.map((step, index) => (
        <li key={step.label} aria-current={step.state === 'current' ? 'step' : undefined} className="flex shrink-0 items-center gap-2.5">
          {index > 0 && <span aria-hidden="true" className="h-px w-3 bg-line2 md:w-5" />}
          <span
            aria-hidden="true"
            className={clsx(
              'grid size-5 place-items-center rounded-full border text-12 font-medium',
              step.state === 'done' && 'border-ink2 bg-ink2 text-paper',
              step.state === 'current' && 'border-2 border-pen text-ink',
              step.state === 'todo' && 'border-edge text-ink2',
              step.state === 'stopped' && 'border-2 border-ink2 text-ink',
              step.state === 'failed' && 'border-2 border-danger text-danger',
            )}
          >
            {step.state === 'done' ? <Check size={12} strokeWidth={2.5} /> : step.state === 'failed' ? <X size={12} strokeWidth={2.5} /> : step.state === 'stopped' ? <Pause size={10} strokeWidth={2.5} /> : index + 1}
          </span>
          <span className={clsx(step.state === 'todo' || step.state === 'done' ? 'text-ink2 max-md:sr-only' : 'font-medium text-ink')}>
            {step.label}
            <span className="sr-only">, {words[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
