'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';

const Sheet = dynamic(() => import('./sheet.tsx').then((module) => module.Sheet));

/** Opens a margin note where there is no room for a margin. */
export function NoteLink({ note, className }: { note: { title: string; body: ReactNode }; className?: string }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
        className={`link inline-flex min-h-6 items-center text-14 font-medium touch:min-h-11 ${className ?? ''}`}
      >
        {note.title}
      </button>
      {asked && (
        <Sheet open={open} onOpenChange={setOpen} title={note.title}>
          <div className="text-14 text-ink2">{note.body}</div>
        </Sheet>
      )}
    </>
  );
}
