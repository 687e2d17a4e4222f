'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type Look, look } from './button-look.ts';
import { Inside } from './plain-button.tsx';

export { Button, type ButtonProps } from './plain-button.tsx';

export interface ButtonLinkProps extends Look, ComponentProps<typeof Link> {}

/** Goes somewhere, and looks like a button because it is the main way on. */
export function ButtonLink({ variant, size, icon, kbd, block, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(look({ variant, size, block }, false), className)}>
      <Inside icon={icon} kbd={kbd} variant={variant}>
        {children}
      </Inside>
    </Link>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does; also shown on hover. */
  label: string;
  icon: ReactNode;
  size?: 40 | 32 | 28;
}

export function IconButton({ label, icon, size = 32, type = 'button', className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-6 text-ink2 transition-colors hover:bg-paper3 hover:text-ink touch:size-11',
        size === 40 ? 'size-10' : size === 32 ? 'size-8' : 'size-7',
        className,
      )}
    >
      {icon}
    </button>
  );
}
