'use client';

import { ArrowLeft, Menu as MenuIcon, Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { Fragment, type ReactNode, useState } from 'react';
import { IconButton } from './button.tsx';
import { LogoMark } from './logo.tsx';
import { useShell } from './shell-context.ts';

const MenuSheet = dynamic(() => import('./menu-sheet.tsx').then((module) => module.MenuSheet), { ssr: false });

export interface Crumb {
  label: string;
  href?: string;
}

export interface TopBarProps {
  /** The way here; the last one is this page. */
  crumbs: readonly Crumb[];
  /** Beside the name, such as the day or the number of pages. */
  note?: ReactNode;
  /** Buttons of 28, from 768 px on. */
  actions?: ReactNode;
  /** Icon buttons in their place on a phone; search is always there. */
  phoneActions?: ReactNode;
}

/** Where one is, and what can be done with it. On a phone: back, or the mark that opens the menu. */
export function TopBar({ crumbs, note, actions, phoneActions }: TopBarProps) {
  const shell = useShell();
  const here = crumbs.at(-1);
  const parent = crumbs.slice(0, -1).findLast((crumb) => crumb.href !== undefined);
  return (
    <header className="sticky top-0 z-20 flex h-13 shrink-0 items-center gap-2 border-b border-line bg-paper px-5 print:hidden md:h-12 md:px-8 xl:pr-4 xl:pl-10">
      {parent?.href !== undefined && (
        <Link href={parent.href} aria-label={`Back to ${parent.label}`} className="-ml-3 grid size-11 shrink-0 place-items-center rounded-6 text-ink2 md:hidden">
          <ArrowLeft size={20} strokeWidth={1.5} aria-hidden="true" />
        </Link>
      )}
      {shell !== null && <MenuButton menu={shell.menu} phone={parent === undefined} />}
      <nav aria-label="You are here" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1 text-13 max-md:text-15">
          {crumbs.slice(0, -1).map((crumb) => (
            <Fragment key={crumb.label}>
              <li className="hidden min-w-0 shrink truncate text-ink2 md:block">
                {crumb.href === undefined ? (
                  crumb.label
                ) : (
                  <Link href={crumb.href} className="rounded-4 hover:text-ink hover:underline hover:underline-offset-4">
                    {crumb.label}
                  </Link>
                )}
              </li>
              <li aria-hidden="true" className="hidden text-ink3 md:block">
                /
              </li>
            </Fragment>
          ))}
          <li className="min-w-0 truncate">
            <span aria-current="page" title={here?.label} className="font-medium max-md:font-semibold">
              {here?.label}
            </span>
          </li>
          {note !== undefined && <li className="ml-2 hidden shrink-0 text-ink2 md:block">{note}</li>}
        </ol>
      </nav>
      {actions !== undefined && <div className="hidden shrink-0 items-center gap-3 md:flex">{actions}</div>}
      {shell !== null && <IconButton label="Search or go to" icon={<Search size={20} strokeWidth={1.5} aria-hidden="true" />} onClick={shell.openPalette} className={phoneActions === undefined ? 'max-md:-mr-3 lg:hidden' : 'lg:hidden'} />}
      {phoneActions !== undefined && <div className="-mr-3 flex shrink-0 items-center md:hidden">{phoneActions}</div>}
    </header>
  );
}

function MenuButton({ menu, phone }: { menu: ReactNode; phone: boolean }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <IconButton
        label="Menu"
        aria-haspopup="dialog"
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
        icon={
          <>
            <LogoMark className="md:hidden" />
            <MenuIcon size={20} strokeWidth={1.5} aria-hidden="true" className="max-md:hidden" />
          </>
        }
        className={phone ? '-ml-3 lg:hidden' : '-ml-2 max-md:hidden lg:hidden'}
      />
      {asked && (
        <MenuSheet open={open} onOpenChange={setOpen}>
          {menu}
        </MenuSheet>
      )}
    </>
  );
}
