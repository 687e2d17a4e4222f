'use client';

import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { BusyMark } from './busy-mark.tsx';
import { type Look, look } from './button-look.ts';
import { Kbd } from './kbd.tsx';

export function Inside({ icon, kbd, variant, children }: Look & { children: ReactNode }) {
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

