'use client';

import type { TodayView } from '@studywright/core';
import { ChartLine, House, Library, ListChecks, LogOut } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { signOutAction } from '@/features/account/actions.ts';
import { SingleKeysContext, useHotkey } from '@/lib/hotkeys.ts';
import { routes } from '@/lib/routes.ts';
import { AppShell } from '@/parts/app-shell.tsx';
import { IconButton } from '@/parts/button.tsx';
import type { NavItem } from '@/parts/rail.tsx';
import { OfflineBar } from './offline-bar.tsx';

const Palette = dynamic(() => import('@/features/palette/palette.tsx').then((module) => module.PalettePanel), { ssr: false });
const Shortcuts = dynamic(() => import('./shortcuts.tsx').then((module) => module.Shortcuts), { ssr: false });
const NewCourse = dynamic(() => import('@/features/course/new-course.tsx').then((module) => module.NewCoursePanel), { ssr: false });

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const signOut = (
  <form action={signOutAction}>
    <IconButton type="submit" label="Sign out" size={28} icon={<LogOut {...icon} />} />
  </form>
);

type Panel = 'palette' | 'shortcuts' | 'new-course';

/** What is open, and what was ever opened: a panel's code comes with its first use and stays. */
function usePanels() {
  const [open, setOpen] = useState<Panel | null>(null);
  const [used, setUsed] = useState<ReadonlySet<Panel>>(new Set());
  const show = useCallback((panel: Panel) => {
    setUsed((before) => new Set(before).add(panel));
    setOpen(panel);
  }, []);
  const close = useCallback(() => setOpen(null), []);
  return { open, used, show, close };
}

export interface ShellProps {
  userName: string;
  singleKeys: boolean;
  /** Null while it is not known. */
  today: Pick<TodayView, 'due' | 'learning' | 'new' | 'courses'> | null;
  children: ReactNode;
}

/** The app's frame: counts in the rail, the palette, the shortcuts, a new course. Who shows it brings the data. */
export function Shell({ userName, singleKeys, today, children }: ShellProps) {
  const panels = usePanels();
  const { show } = panels;
  const openPalette = useCallback(() => show('palette'), [show]);
  const openShortcuts = useCallback(() => show('shortcuts'), [show]);
  const openNewCourse = useCallback(() => show('new-course'), [show]);

  const due = today === null ? 0 : today.due + today.learning + today.new;
  const nav = useMemo<NavItem[]>(
    () => [
      { href: routes.today, label: 'Today', icon: <House {...icon} />, count: due, countNoun: 'due' },
      { href: routes.library, label: 'Library', icon: <Library {...icon} /> },
      { href: routes.tests, label: 'Tests', icon: <ListChecks {...icon} /> },
      { href: routes.progress, label: 'Progress', icon: <ChartLine {...icon} /> },
    ],
    [due],
  );
  const courses = useMemo(() => (today?.courses ?? []).map((course) => ({ id: course.id, name: course.name, due: course.due + course.new })), [today]);

  return (
    <SingleKeysContext value={singleKeys}>
      <AppShell nav={nav} courses={courses} userName={userName} signOut={signOut} onSearch={openPalette} onShortcuts={openShortcuts} onNewCourse={openNewCourse}>
        <OfflineBar />
        {children}
      </AppShell>
      <ShellKeys onPalette={openPalette} onShortcuts={openShortcuts} />
      {panels.used.has('palette') && <Palette open={panels.open === 'palette'} onClose={panels.close} onShortcuts={openShortcuts} onNewCourse={openNewCourse} />}
      {panels.used.has('shortcuts') && <Shortcuts open={panels.open === 'shortcuts'} onClose={panels.close} />}
      {panels.used.has('new-course') && <NewCourse open={panels.open === 'new-course'} onClose={panels.close} />}
    </SingleKeysContext>
  );
}

function ShellKeys({ onPalette, onShortcuts }: { onPalette: () => void; onShortcuts: () => void }) {
  useHotkey('mod+k', onPalette, { whileTyping: true });
  useHotkey('?', onShortcuts);
  return null;
}
