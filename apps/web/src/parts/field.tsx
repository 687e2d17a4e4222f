'use client';

import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

/** What a control inside a `Field` has to carry so that label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** Below the control while all is well. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. The control keeps what was typed. */
  error?: string | undefined;
  /** At the right end of the label's line, such as a link. */
  aside?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, error below with its icon. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const described = error !== undefined || (hint !== undefined && hint !== null);
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-13 font-medium text-ink">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-invalid': error !== undefined || undefined, 'aria-describedby': described ? noteId : undefined })}
      {error !== undefined ? (
        <p id={noteId} role="alert" className="flex gap-2 text-13 text-ink">
          <CircleAlert size={16} strokeWidth={1.5} className="mt-px shrink-0 text-danger" aria-hidden="true" />
          {error}
        </p>
      ) : (
        described && (
          <p id={noteId} className="text-13 text-ink3">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

/** Shared by everything one types into: the edge is visible, and turns to danger when `aria-invalid`. */
export const controlLook =
  'w-full rounded-8 border border-edge bg-raised px-3 text-15 leading-6 text-ink transition-colors hover:border-ink3 aria-invalid:border-2 aria-invalid:border-danger aria-invalid:px-[11px]';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(controlLook, 'h-10 touch:h-11', className)} />;
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={clsx(controlLook, 'min-h-24 resize-y py-2', className)} />;
}

type Labelled = Omit<FieldProps, 'children'>;

export function TextField({ label, hint, error, aside, className, ...rest }: Labelled & Omit<ComponentProps<'input'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside} className={className}>
      {(control) => <Input {...rest} {...control} />}
    </Field>
  );
}

export function TextAreaField({ label, hint, error, aside, className, ...rest }: Labelled & Omit<ComponentProps<'textarea'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside} className={className}>
      {(control) => <TextArea {...rest} {...control} />}
    </Field>
  );
}
