'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { Kbd } from './kbd.tsx';
import { BusyMark } from './busy-mark.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 40 | 32 | 28;

interface Look {
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

function look({ variant = 'secondary', size = 32, block = false }: Look, off: boolean): string {
  return clsx(
    'group/button relative inline-flex items-center justify-center gap-2 border py-1 text-center font-medium transition-colors select-none touch:min-h-11',
    sizes[size],
    off ? 'border-transparent bg-paper3 text-ink3' : variants[variant],
    block && 'w-full',
  );
}

function Inside({ icon, kbd, variant, children }: Look & { children: ReactNode }) {
  return (
    <>
      {icon}
      <span>{children}</span>
      {kbd !== undefined && <Kbd keys={kbd} onFill={variant === 'primary'} className="ml-0.5 touch:hidden" />}
    </>
  );
}

export interface ButtonProps extends Look, Omit<ComponentProps<'button'>, 'disabled'> {
  /** What is being done while it runs, as a word: “Saving”. The button then keeps its place and takes no second press. */
  busy?: string | false;
  /** Why it cannot be pressed. There is no button that is off without a reason. */
  disabledReason?: string | undefined;
}

export function Button({ variant, size, icon, kbd, block, busy = false, disabledReason, type = 'button', className, children, onClick, ...rest }: ButtonProps) {
  const reasonId = useId();
  const off = disabledReason !== undefined;
  const held = off || busy !== false;
  return (
    <button
      {...rest}
      type={held && type === 'submit' ? 'button' : type}
      aria-disabled={held || undefined}
      aria-describedby={off ? reasonId : rest['aria-describedby']}
      onClick={held ? undefined : onClick}
      className={clsx(look({ variant, size, block }, off), className)}
    >
      {busy === false ? (
        <Inside icon={icon} kbd={off ? undefined : kbd} variant={variant}>
          {children}
        </Inside>
      ) : (
        <>
          <BusyMark />
          <span role="status">{busy}</span>
        </>
      )}
      {off && (
        <span
          id={reasonId}
          role="tooltip"
          className="pointer-events-none absolute bottom-full left-1/2 z-30 mb-2 w-max max-w-60 -translate-x-1/2 rounded-6 bg-ink px-2 py-1 text-12 font-normal text-paper opacity-0 transition-opacity group-hover/button:opacity-100 group-focus-visible/button:opacity-100"
        >
          {disabledReason}
        </span>
      )}
    </button>
  );
}

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
