'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { controlLook, Field, type FieldProps } from './field.tsx';

/** The browser's own list of choices (it knows every keyboard and every phone) in our clothes. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative block', className)}>
      <select {...rest} className={clsx(controlLook, 'h-10 appearance-none pr-9 touch:h-11')}>
        {children}
      </select>
      <ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink2" />
    </span>
  );
}

export function SelectField({ label, hint, error, aside, className, ...rest }: Omit<FieldProps, 'children'> & Omit<ComponentProps<'select'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside} className={className}>
      {(control) => <Select {...rest} {...control} />}
    </Field>
  );
}
