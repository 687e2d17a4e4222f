'use client';

import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export interface ChipsProps<T extends string> {
  legend: ReactNode;
  chips: readonly { value: T; label: ReactNode; note?: ReactNode }[];
  /** Those that were taken out. */
  left: readonly T[];
  onChange: (left: readonly T[]) => void;
}

/** Several of a few, all in until one is taken out. */
export function Chips<T extends string>({ legend, chips, left, onChange }: ChipsProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium text-ink">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {chips.map(({ value, label, note }) => {
          const taken = !left.includes(value);
          return (
            <label
              key={value}
              className={clsx(
                'relative flex min-h-8 items-center gap-1.5 rounded-6 border px-2.5 text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pen touch:min-h-11',
                taken ? 'border-pen bg-pen-wash text-ink' : 'border-line2 text-ink2 hover:bg-paper2',
              )}
            >
              <input type="checkbox" checked={taken} onChange={() => onChange(taken ? [...left, value] : left.filter((other) => other !== value))} className="absolute inset-0 appearance-none rounded-6 outline-none" />
              <Check size={14} strokeWidth={2} aria-hidden="true" className={clsx('shrink-0', !taken && 'invisible')} />
              {label}
              {note !== undefined && <span className={taken ? 'text-ink2' : 'text-ink3'}>{note}</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
