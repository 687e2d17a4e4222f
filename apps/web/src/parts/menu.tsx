'use client';

import * as Primitive from '@radix-ui/react-dropdown-menu';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

export interface MenuProps {
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  /** Open from the start, for a menu whose code came with the first press. */
  defaultOpen?: boolean;
  children: ReactNode;
}

/** What else can be done here. */
export function Menu({ trigger, align = 'end', defaultOpen = false, children }: MenuProps) {
  return (
    <Primitive.Root defaultOpen={defaultOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content align={align} sideOffset={6} collisionPadding={8} className="z-50 min-w-48 rounded-8 border border-line2 bg-raised p-1 text-14 appear">
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemLook = 'flex min-h-8 items-center gap-3 rounded-6 px-2.5 outline-none data-highlighted:bg-paper3 touch:min-h-11';

export interface MenuItemProps {
  icon?: ReactNode;
  kbd?: string;
  /** For what cannot be undone. */
  danger?: boolean;
  href?: string;
  onSelect?: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, kbd, danger = false, href, onSelect, children }: MenuItemProps) {
  const inside = (
    <>
      {icon}
      <span className="flex-1">{children}</span>
      {kbd !== undefined && <Kbd keys={kbd} />}
    </>
  );
  const look = clsx(itemLook, danger ? 'text-danger' : 'text-ink');
  if (href !== undefined) {
    return (
      <Primitive.Item asChild>
        <Link href={href} className={look}>
          {inside}
        </Link>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item onSelect={onSelect} className={clsx(look, 'cursor-pointer')}>
      {inside}
    </Primitive.Item>
  );
}

export function MenuRule() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
