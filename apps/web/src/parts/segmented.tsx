'use client';

import { clsx } from 'clsx';
import { useId } from 'react';

export interface Choice<T extends string> {
  value: T;
  label: string;
}

export interface SegmentedProps<T extends string> {
  /** What is chosen here, for those who do not see it. */
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

/** A few views of the same thing, side by side: Chart | Table. Radios underneath, so arrows move. */
export function Segmented<T extends string>({ label, choices, value, onChange, className }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className={clsx('inline-flex w-fit shrink-0 self-start rounded-6 border border-line2', className)}>
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="relative flex min-h-6.5 items-center border-l border-line2 px-2.5 text-13 text-ink2 transition-colors first-of-type:rounded-l-[5px] first-of-type:border-l-0 last-of-type:rounded-r-[5px] hover:text-ink has-checked:bg-paper3 has-checked:font-medium has-checked:text-ink has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pen touch:min-h-11 touch:px-4"
        >
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} className="absolute inset-0 appearance-none outline-none" />
          {/* As wide in both weights, so that choosing moves nothing. */}
          <span className="grid text-center before:invisible before:h-0 before:overflow-hidden before:font-medium before:content-[attr(data-label)]" data-label={choice.label}>
            {choice.label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
