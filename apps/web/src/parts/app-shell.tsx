'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useMemo } from 'react';
import { isCurrent, Rail, type RailProps } from './rail.tsx';
import { ShellContext } from './shell-context.ts';
import { SkipLink } from './skip-link.tsx';

export interface AppShellProps extends Omit<RailProps, 'size'> {
  children: ReactNode;
}

/** Rail of 224 from 1280 px, of 56 from 1024 px, behind a menu below; on a phone four tabs. */
export function AppShell({ children, ...rail }: AppShellProps) {
  const { nav, courses, userName, signOut, onSearch, onShortcuts, onNewCourse } = rail;
  const shell = useMemo(
    () => ({
      openPalette: onSearch,
      openShortcuts: onShortcuts,
      menu: <Rail nav={nav} courses={courses} userName={userName} signOut={signOut} onSearch={onSearch} onShortcuts={onShortcuts} onNewCourse={onNewCourse} size="full" />,
    }),
    [nav, courses, userName, signOut, onSearch, onShortcuts, onNewCourse],
  );
  return (
    <ShellContext value={shell}>
      <SkipLink />
      <div className="lg:grid lg:grid-cols-[56px_minmax(0,1fr)] xl:grid-cols-[224px_minmax(0,1fr)] print:block">
        <aside aria-label="Rail" className="sticky top-0 z-30 hidden h-dvh border-r border-line bg-paper2 lg:block print:hidden">
          <Rail {...rail} />
        </aside>
        <div className="flex min-h-dvh min-w-0 flex-col max-md:pb-16 print:block print:min-h-0 print:pb-0">{children}</div>
      </div>
      <PhoneTabs nav={nav} />
    </ShellContext>
  );
}

function PhoneTabs({ nav }: Pick<RailProps, 'nav'>) {
  const pathname = usePathname();
  return (
    <nav aria-label="Tabs" className="fixed inset-x-0 bottom-0 z-20 grid h-16 auto-cols-fr grid-flow-col border-t border-line bg-paper md:hidden print:hidden">
      {nav.map((item) => {
        const current = isCurrent(pathname, item.href);
        return (
          <Link key={item.href} href={item.href} aria-current={current ? 'page' : undefined} className={clsx('flex flex-col items-center justify-center gap-1 text-12', current ? 'font-semibold text-ink' : 'text-ink2')}>
            <span className="[&_svg]:size-5">{item.icon}</span>
            {item.label}
          </Link>
        );
      })}
    </nav>
  );
}
