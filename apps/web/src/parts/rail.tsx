'use client';

import { clsx } from 'clsx';
import { Keyboard, Plus, Search, Settings } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { number } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { Kbd } from './kbd.tsx';
import { Logo, LogoMark } from './logo.tsx';

export interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  /** Shown at the right end when there are any, with `countNoun` for those who do not see where it stands. */
  count?: number;
  countNoun?: string;
}

export interface RailCourse {
  id: string;
  name: string;
  due: number;
}

export interface RailProps {
  nav: readonly NavItem[];
  courses: readonly RailCourse[];
  userName: string;
  /** A form or button that ends the session. */
  signOut: ReactNode;
  onSearch: () => void;
  onShortcuts: () => void;
  onNewCourse: () => void;
  /** `auto`: icons between 1024 and 1279, full from 1280 on. `full`: inside the menu. */
  size?: 'auto' | 'full';
}

const row = 'group/row relative flex min-h-7.5 items-center rounded-6 px-2 text-13 transition-colors hover:bg-paper3 hover:text-ink touch:min-h-11 touch:text-14';
const look = (current: boolean) => clsx(row, current ? 'bg-paper3 font-medium text-ink' : 'text-ink2');
const iconSize = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/** Full width its text; as icons only, the name on hover and focus. */
function Name({ auto, children }: { auto: boolean; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'flex-1 truncate text-left',
        auto &&
          'max-xl:pointer-events-none max-xl:absolute max-xl:left-full max-xl:z-30 max-xl:ml-2 max-xl:rounded-6 max-xl:bg-ink max-xl:px-2 max-xl:py-1 max-xl:text-12 max-xl:font-normal max-xl:text-paper max-xl:opacity-0 max-xl:transition-opacity max-xl:group-hover/row:opacity-100 max-xl:group-focus-visible/row:opacity-100',
      )}
    >
      {children}
    </span>
  );
}

export function Rail({ nav, courses, userName, signOut, onSearch, onShortcuts, onNewCourse, size = 'auto' }: RailProps) {
  const pathname = usePathname();
  const auto = size === 'auto';
  const onlyFull = auto ? 'max-xl:hidden' : '';
  return (
    <div className={clsx('flex h-full flex-col px-2', auto && 'xl:overflow-y-auto')}>
      <Link href={routes.today} className="mt-2 mb-1 flex min-h-10 items-center rounded-6 px-2" aria-label="Studywright, Today">
        {auto ? (
          <>
            <LogoMark className="xl:hidden" />
            <Logo className="max-xl:hidden" />
          </>
        ) : (
          <Logo />
        )}
      </Link>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
        className={clsx(
          'group/row relative mb-2 flex min-h-8 items-center gap-2.5 rounded-8 border border-line2 px-2 text-13 text-ink2 transition-colors hover:border-edge hover:text-ink touch:min-h-11',
          auto && 'max-xl:border-transparent max-xl:hover:bg-paper3',
        )}
      >
        <Search {...iconSize} className="shrink-0" />
        <Name auto={auto}>Search or go to</Name>
        <Kbd keys="mod+k" className={clsx(onlyFull, 'touch:hidden')} />
      </button>

      <nav aria-label="Main" className="flex flex-col">
        {nav.map((item) => (
          <Link key={item.href} href={item.href} aria-current={isCurrent(pathname, item.href) ? 'page' : undefined} className={clsx(look(isCurrent(pathname, item.href)), 'gap-2.5')}>
            <span className="shrink-0">{item.icon}</span>
            <Name auto={auto}>{item.label}</Name>
            {item.count !== undefined && item.count > 0 && (
              <span className={clsx('font-normal text-ink2', onlyFull)}>
                {number(item.count)}
                <span className="sr-only"> {item.countNoun}</span>
              </span>
            )}
          </Link>
        ))}
      </nav>

      <nav aria-labelledby={auto ? 'rail-courses' : 'menu-courses'} className={clsx('mt-6 flex flex-col', onlyFull)}>
        <h2 id={auto ? 'rail-courses' : 'menu-courses'} className="mb-1 px-2 text-13 text-ink2">
          Courses
        </h2>
        {courses.map((course) => {
          const current = isCurrent(pathname, routes.course(course.id));
          return (
            <Link key={course.id} href={routes.course(course.id)} title={course.name} aria-current={current ? 'page' : undefined} className={clsx(look(current), 'gap-2')}>
              <span className="flex-1 truncate group-focus-visible/row:whitespace-normal">{course.name}</span>
              {course.due > 0 && (
                <span className="font-normal text-ink2">
                  {number(course.due)}
                  <span className="sr-only"> due</span>
                </span>
              )}
            </Link>
          );
        })}
        <button type="button" onClick={onNewCourse} className={clsx(look(false), 'gap-2.5')}>
          <Plus {...iconSize} className="shrink-0" />
          <span className="flex-1 text-left">New course</span>
        </button>
      </nav>

      <div className="mt-auto flex flex-col pt-6 pb-2">
        <button type="button" onClick={onShortcuts} aria-keyshortcuts="?" className={clsx(look(false), 'gap-2.5')}>
          <Keyboard {...iconSize} className="shrink-0" />
          <Name auto={auto}>Shortcuts</Name>
          <Kbd keys="?" className={clsx(onlyFull, 'touch:hidden')} />
        </button>
        <Link href={routes.settings} aria-current={isCurrent(pathname, routes.settings) ? 'page' : undefined} className={clsx(look(isCurrent(pathname, routes.settings)), 'gap-2.5')}>
          <Settings {...iconSize} className="shrink-0" />
          <Name auto={auto}>Settings</Name>
        </Link>
        <div className={clsx('flex min-h-7.5 items-center gap-2 pl-2 text-13 text-ink2 touch:text-14', auto && 'max-xl:justify-center max-xl:pl-0')}>
          <span className={clsx('flex-1 truncate', onlyFull)} title={userName}>
            {userName}
          </span>
          {signOut}
        </div>
      </div>
    </div>
  );
}
