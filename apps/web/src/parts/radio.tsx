'use client';

import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

export interface RadioChoice<T extends string> {
  value: T;
  label: ReactNode;
  hint?: ReactNode;
}

export interface RadioListProps<T extends string> {
  legend: ReactNode;
  choices: readonly RadioChoice<T>[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

/** One of several, each on its own line with a word of explanation. */
export function RadioList<T extends string>({ legend, choices, value, onChange, className }: RadioListProps<T>) {
  const name = useId();
  return (
    <fieldset className={clsx('flex flex-col', className)}>
      <legend className="mb-1.5 text-13 font-medium text-ink">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex items-start gap-3 py-1.5 touch:min-h-11">
          <RadioDot name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>
            <span className="block text-14 text-ink">{choice.label}</span>
            {choice.hint !== undefined && <span className="block text-13 text-ink3">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function RadioDot(props: { name: string; value: string; checked: boolean; onChange: () => void }) {
  return <input type="radio" {...props} className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-edge bg-raised transition-colors checked:border-[5px] checked:border-pen" />;
}

export interface CheckProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A yes or no that takes effect when the form is saved. */
export function Check({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-start gap-3 py-1.5 touch:min-h-11">
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          className="peer absolute inset-0 appearance-none rounded-4 border border-edge bg-raised transition-colors checked:border-pen checked:bg-pen"
        />
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className="pointer-events-none relative hidden fill-none stroke-on-pen stroke-2 peer-checked:block">
          <path d="M2.5 6.2 5 8.7l4.5-5" />
        </svg>
      </span>
      <span>
        <span className="block text-14 text-ink">{label}</span>
        {hint !== undefined && <span className="block text-13 text-ink3">{hint}</span>}
      </span>
    </label>
  );
}
