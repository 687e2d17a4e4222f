'use client';

import * as Dialog from '@radix-ui/react-dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { BookOpen, ChartLine, FileText, House, Keyboard, Layers, Library, ListChecks, Moon, Play, Plus, Search, Settings, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { counted } from '@/lib/format.ts';
import { routes } from '@/lib/routes.ts';
import { veil } from '@/parts/dialog.tsx';
import { Kbd } from '@/parts/kbd.tsx';
import { DataProvider, useTRPC } from '@/trpc/client.tsx';

export interface PaletteProps {
  open: boolean;
  onClose: () => void;
  onShortcuts: () => void;
  onNewCourse: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true, className: 'shrink-0 text-ink2' } as const;
const places = [
  { label: 'Today', href: routes.today, icon: <House {...icon} /> },
  { label: 'Library', href: routes.library, icon: <Library {...icon} /> },
  { label: 'Tests', href: routes.tests, icon: <ListChecks {...icon} /> },
  { label: 'Progress', href: routes.progress, icon: <ChartLine {...icon} /> },
  { label: 'Settings', href: routes.settings, icon: <Settings {...icon} /> },
];

/** Search, places and actions in one list. What the server finds stands beside what is known here. */
function Palette(props: PaletteProps) {
  return (
    <Dialog.Root open={props.open} onOpenChange={(next) => !next && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={veil} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[min(14dvh,132px)] left-1/2 z-50 w-[calc(100vw-24px)] max-w-160 -translate-x-1/2 overflow-hidden rounded-12 border border-line2 bg-raised appear focus:outline-none"
        >
          <Dialog.Title className="sr-only">Search or go to</Dialog.Title>
          <List {...props} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** For the shell, which stands also where no data is asked for. */
export function PalettePanel(props: PaletteProps) {
  return (
    <DataProvider>
      <Palette {...props} />
    </DataProvider>
  );
}

function matches(label: string, words: string): boolean {
  return label.toLowerCase().includes(words.toLowerCase());
}

function List({ onClose, onShortcuts, onNewCourse }: PaletteProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [words, setWords] = useState('');
  const sought = useDeferredValue(words.trim());
  const found = useQuery(trpc.search.find.queryOptions({ words: sought }, { enabled: sought.length > 1, placeholderData: keepPreviousData }));
  const today = useQuery(trpc.progress.today.queryOptions());
  const hits = sought.length > 1 ? found.data : undefined;
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const known = today.data?.courses ?? [];
  const courses = hits?.courses ?? (sought === '' ? known.slice(0, 6) : known.filter((course) => matches(course.name, sought)));
  const shownPlaces = places.filter((place) => matches(place.label, sought));
  const pending = sought.length > 1 && found.isFetching;

  return (
    <Command label="Search or go to" shouldFilter={false} loop>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search {...icon} />
        <Command.Input value={words} onValueChange={setWords} placeholder="A word, a course, a place" className="h-13 min-w-0 flex-1 bg-transparent text-15 outline-none" />
        <button type="button" onClick={onClose} className="rounded-4 touch:min-h-11 touch:min-w-11">
          <span className="sr-only">Close</span>
          <Kbd keys="esc" />
        </button>
      </div>
      <Command.List className="max-h-[min(60dvh,480px)] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-13 [&_[cmdk-group-heading]]:text-ink2">
        <Command.Empty className="px-2 py-3 text-14 text-ink2">{found.isError ? 'The server does not reply. Places and actions still work.' : pending ? 'Searching your cards' : `Nothing here says “${sought}”.`}</Command.Empty>
        {hits !== undefined && hits.cards.length > 0 && (
          <Command.Group heading="Cards">
            {hits.cards.map((card) => (
              <Item key={card.id} value={`card-${card.id}`} icon={<Layers {...icon} />} note={card.courseName} onSelect={() => go(routes.cards(card.courseId, { search: sought }))}>
                <span className="font-serif text-passage">
                  <Found text={card.front} words={sought} />
                </span>
              </Item>
            ))}
          </Command.Group>
        )}
        {hits !== undefined && hits.documents.length > 0 && (
          <Command.Group heading="Documents">
            {hits.documents.map((document) => (
              <Item key={document.id} value={`document-${document.id}`} icon={<FileText {...icon} />} note={document.courseName} onSelect={() => go(routes.document(document.id))}>
                <Found text={document.title} words={sought} />
              </Item>
            ))}
          </Command.Group>
        )}
        {courses.length > 0 && (
          <Command.Group heading="Courses">
            {courses.map((course) => (
              <Item key={course.id} value={`course-${course.id}`} icon={<BookOpen {...icon} />} onSelect={() => go(routes.course(course.id))}>
                <Found text={course.name} words={sought} />
              </Item>
            ))}
          </Command.Group>
        )}
        {shownPlaces.length > 0 && (
          <Command.Group heading="Go to">
            {shownPlaces.map((place) => (
              <Item key={place.href} value={place.href} icon={place.icon} onSelect={() => go(place.href)}>
                {place.label}
              </Item>
            ))}
          </Command.Group>
        )}
        <Actions sought={sought} go={go} onClose={onClose} onShortcuts={onShortcuts} onNewCourse={onNewCourse} />
      </Command.List>
    </Command>
  );
}

function Actions({ sought, go, onClose, onShortcuts, onNewCourse }: { sought: string; go: (href: string) => void } & Omit<PaletteProps, 'open'>) {
  const trpc = useTRPC();
  const today = useQuery(trpc.progress.today.queryOptions()).data;
  const { resolvedTheme, setTheme } = useTheme();
  const due = today === undefined ? 0 : today.due + today.learning + today.new;
  const dark = resolvedTheme === 'dark';
  const actions = [
    ...(due > 0 ? [{ label: `Review ${counted(due, 'card')}`, icon: <Play {...icon} />, run: () => go(routes.review()) }] : []),
    {
      label: 'New course',
      icon: <Plus {...icon} />,
      run: () => {
        onClose();
        onNewCourse();
      },
    },
    {
      label: dark ? 'Light theme' : 'Dark theme',
      icon: dark ? <Sun {...icon} /> : <Moon {...icon} />,
      run: () => {
        setTheme(dark ? 'light' : 'dark');
        onClose();
      },
    },
    {
      label: 'Shortcuts',
      icon: <Keyboard {...icon} />,
      run: () => {
        onClose();
        onShortcuts();
      },
    },
  ].filter((action) => matches(action.label, sought));
  if (actions.length === 0) return null;
  return (
    <Command.Group heading="Actions">
      {actions.map((action) => (
        <Item key={action.label} value={`action-${action.label}`} icon={action.icon} onSelect={action.run}>
          {action.label}
        </Item>
      ))}
    </Command.Group>
  );
}

function Item({ value, icon: sign, note, onSelect, children }: { value: string; icon: ReactNode; note?: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="group/item flex min-h-10 cursor-pointer items-center gap-3 rounded-8 px-2 text-14 data-[selected=true]:bg-paper3 touch:min-h-11">
      {sign}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note !== undefined && <span className="max-w-48 shrink-0 truncate text-13 text-ink2 max-sm:hidden">{note}</span>}
      <Kbd keys="enter" className="invisible group-data-[selected=true]/item:visible touch:hidden" />
    </Command.Item>
  );
}

/** The sought words in bold: yellow is kept for quotes from a source. */
function Found({ text, words }: { text: string; words: string }) {
  const at = words === '' ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <strong className="font-semibold">{text.slice(at, at + words.length)}</strong>
      {text.slice(at + words.length)}
    </>
  );
}
