import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { NoteLink } from './note-link.tsx';

export interface MarginNoteProps {
  title?: ReactNode;
  /** The tick across the rule; off where a leader line arrives instead. */
  tick?: boolean;
  className?: string;
  children?: ReactNode;
}

/** One piece of evidence. It stands in a margin (which has the rule) and starts level with what it explains. */
export function MarginNote({ title, tick = true, className, children }: MarginNoteProps) {
  return (
    <div className={clsx('relative text-13 text-ink2', className)}>
      {tick && <span aria-hidden="true" className="absolute top-2.25 -left-[31px] hidden h-px w-3.25 bg-edge lg:block" />}
      {title !== undefined && <p className="font-medium text-ink">{title}</p>}
      {children}
    </div>
  );
}

export interface SpreadProps {
  /** `wide` is the document's margin of 440, where the margin is the work. */
  width?: 'normal' | 'wide';
  className?: string;
  children: ReactNode;
}

/**
 * The page as a spread: a column for what is studied or decided, a margin for where it comes from. It is made of
 * `SpreadRow`s; the rule between the two runs through all of them and down to the end of the window.
 */
export function Spread({ width = 'normal', className, children }: SpreadProps) {
  return (
    <div
      className={clsx(
        'grid flex-1 content-start',
        width === 'wide' ? 'lg:[--margin:400px] xl:[--margin:440px]' : 'lg:[--margin:288px] xl:[--margin:320px]',
        'lg:bg-[linear-gradient(var(--line),var(--line))] lg:bg-[length:1px_100%] lg:bg-[position:calc(100%-var(--margin))_0] lg:bg-no-repeat',
        className,
      )}
    >
      {children}
    </div>
  );
}

export interface SpreadNote {
  title: string;
  body: ReactNode;
  /** Pushes the note down so that it starts level with the words it explains; pixels. */
  offset?: number;
}

export interface SpreadRowProps {
  notes?: readonly SpreadNote[];
  /** Where there is no margin, a link opens each note as a sheet; `none` when the row sets its own `NoteLink`. */
  links?: 'below' | 'none';
  /** A hairline above, between rows. */
  divided?: boolean;
  className?: string;
  children: ReactNode;
}

export function SpreadRow({ notes = [], links = 'below', divided = false, className, children }: SpreadRowProps) {
  return (
    <section className="grid lg:grid-cols-[minmax(0,1fr)_var(--margin)]">
      <div className="px-5 md:px-8 xl:px-10">
        <div className={clsx(divided && 'border-t border-line', className)}>
          {children}
          {links === 'below' && notes.length > 0 && (
            <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 lg:hidden">
              {notes.map((note) => (
                <NoteLink key={note.title} note={note} />
              ))}
            </p>
          )}
        </div>
      </div>
      {notes.length > 0 && (
        <aside aria-label={notes.map((note) => note.title).join(', ')} className={clsx('hidden flex-col gap-6 pr-6 pl-6 lg:flex', className)}>
          {notes.map((note) => (
            <div key={note.title} style={note.offset === undefined ? undefined : { marginTop: note.offset }}>
              <MarginNote title={note.title}>{note.body}</MarginNote>
            </div>
          ))}
        </aside>
      )}
    </section>
  );
}
