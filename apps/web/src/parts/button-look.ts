import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 40 | 32 | 28;

export interface Look {
  variant?: ButtonVariant;
  /** Height in pixels; on touch all are at least 44. */
  size?: ButtonSize;
  icon?: ReactNode;
  /** A key that does the same, shown in the label. */
  kbd?: string;
  /** As wide as its place. */
  block?: boolean;
}

const variants: Record<ButtonVariant, string> = {
  primary: 'border-pen bg-pen text-on-pen hover:border-pen-hover hover:bg-pen-hover',
  secondary: 'border-line2 text-ink hover:bg-paper3',
  quiet: 'border-transparent text-ink2 hover:bg-paper3 hover:text-ink',
  danger: 'border-danger text-danger hover:bg-paper3',
};

const sizes: Record<ButtonSize, string> = {
  40: 'min-h-10 rounded-8 px-4 text-15 leading-5',
  32: 'min-h-8 rounded-8 px-3 text-14 leading-5',
  28: 'min-h-7 rounded-6 px-2.5 text-13 leading-5',
};

/** The classes of a button; for the rare thing that looks like one and is none. */
export function look({ variant = 'secondary', size = 32, block = false }: Look, off: boolean): string {
  return clsx(
    'group/button relative inline-flex items-center justify-center gap-2 border py-1 text-center font-medium transition-colors select-none touch:min-h-11',
    sizes[size],
    off ? 'border-transparent bg-paper3 text-ink3' : variants[variant],
    block && 'w-full',
  );
}
