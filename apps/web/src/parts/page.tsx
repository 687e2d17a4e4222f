import type { ReactNode } from 'react';
import { TopBar, type TopBarProps } from './top-bar.tsx';

/** A page in the shell: its bar, and below it the content (usually a `Spread`). */
export function Page({ children, ...bar }: TopBarProps & { children: ReactNode }) {
  return (
    <>
      <TopBar {...bar} />
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
    </>
  );
}
