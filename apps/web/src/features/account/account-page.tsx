import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/parts/logo.tsx';
import { Quote } from '@/parts/quote.tsx';
import { SourceLabel } from '@/parts/source-note.tsx';

const text = 'Reading a chapter twice feels like progress. A week later, students who had closed the book and recalled it once remembered more than those who had read it again.';
const quote = 'students who had closed the book and recalled it once remembered more';
const start = text.indexOf(quote);

/** Sign in and sign up: the form, and beside it what the work looks like. */
export function AccountPage({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1.57fr)_minmax(0,1fr)]">
      <div className="flex flex-col px-5 py-6 md:px-10 md:py-8">
        <header className="flex">
          <Link href="/" className="inline-flex items-center rounded-6 touch:min-h-11" aria-label="Studywright, start page">
            <Logo />
          </Link>
        </header>
        <main id="content" className="mx-auto flex w-full max-w-90 flex-1 flex-col justify-center py-10">
          <h1 className="text-24 font-semibold">{title}</h1>
          <p className="mt-0.5 mb-6 text-14 text-ink2">{note}</p>
          {children}
        </main>
        <footer className="text-13 text-ink3">Studywright is open source and runs on your own machine. No tracking.</footer>
      </div>
      <aside aria-label="An example of a quoted source" className="hidden flex-col justify-center gap-4 border-l border-line bg-paper2 px-16 lg:flex">
        <Quote passage={{ text, start, end: start + quote.length }} className="max-w-105 text-[1.625rem] leading-11" />
        <SourceLabel title="Learning and Retrieval" page={4} />
      </aside>
    </div>
  );
}
