import Link from 'next/link';
import { routes } from '@/lib/routes.ts';
import { SkipLink } from '@/parts/skip-link.tsx';
import { ButtonLink } from '@/parts/button.tsx';
import { Logo } from '@/parts/logo.tsx';
import { Example } from './example.tsx';

const promises = [
  { title: 'No sentence, no card', text: 'If the quote is not on the page, the card is thrown away.' },
  { title: 'Back when it fades', text: 'FSRS brings each card back just before you would forget it.' },
  { title: 'Honest numbers', text: 'A share comes with its range, or not at all.' },
  { title: 'Yours to run', text: 'Open source, on your own machine, no tracking.' },
];

const steps = [
  { title: 'Add what you have to learn', text: 'A PDF, a text file, Markdown, or text you paste. It is read page by page, and it stays on the server you chose.' },
  { title: 'Watch it being worked on', text: 'Topics, cards and questions appear as they are made, each beside the sentence it came from. What has no sentence is discarded.' },
  { title: 'Review, and test yourself', text: 'Say the answer first, then look. Four buttons say when a card comes back. Tests show the passage behind every answer.' },
];

/** What it is and what it does today, in one look. */
export function Landing() {
  return (
    <>
      <SkipLink />
      <header className="border-b border-line">
        <div className="flex h-16 items-center gap-10 px-5 md:px-10 xl:pl-20">
          <Logo className="text-[1rem]" />
          <nav aria-label="Main" className="hidden flex-1 gap-7 text-14 text-ink2 md:flex">
            <a href="#how" className="rounded-4 hover:text-ink">
              How it works
            </a>
            <a href="#host" className="rounded-4 hover:text-ink">
              Host it yourself
            </a>
          </nav>
          <Link href={routes.signIn} className="inline-flex items-center rounded-4 text-14 text-ink2 hover:text-ink max-md:ml-auto touch:min-h-11">
            Sign in
          </Link>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        <Example>
          <h1 className="text-[2.5rem] leading-11 font-semibold tracking-[-0.035em] md:text-[3.875rem] md:leading-16.5">
            Study what your <br className="max-md:hidden" />
            course actually says.
          </h1>
          <p className="mt-5 max-w-165 text-18 leading-7.5 text-ink2">Give Studywright your scripts and notes. It makes cards and tests from them, brings them back in time, and keeps the sentence behind each one in the margin, word for word.</p>
          <div className="mt-7 flex flex-wrap gap-2.5">
            <ButtonLink variant="primary" size={40} href={routes.signUp} className="min-h-12 px-5">
              Add your first PDF
            </ButtonLink>
            <ButtonLink size={40} href="#how" className="min-h-12 px-5">
              How it works
            </ButtonLink>
          </div>
        </Example>
        <ul className="grid border-t border-line sm:grid-cols-2 lg:grid-cols-4">
          {promises.map((promise) => (
            <li key={promise.title} className="border-line px-5 py-6 max-lg:border-b md:px-10 lg:border-l lg:px-6 lg:first:border-l-0 xl:first:pl-20">
              <h2 className="text-14 font-semibold">{promise.title}</h2>
              <p className="mt-1 text-14 text-ink2">{promise.text}</p>
            </li>
          ))}
        </ul>
        <section id="how" aria-labelledby="how-title" className="scroll-mt-4 border-t border-line px-5 py-16 md:px-10 lg:max-xl:border-t xl:px-20">
          <h2 id="how-title" className="text-28 font-semibold">
            How it works
          </h2>
          <ol className="mt-8 grid gap-8 md:grid-cols-3">
            {steps.map((step, index) => (
              <li key={step.title}>
                <span aria-hidden="true" className="grid size-6 place-items-center rounded-full border border-edge text-13 font-medium text-ink2">
                  {index + 1}
                </span>
                <h3 className="mt-3 text-15 font-semibold">{step.title}</h3>
                <p className="mt-1 max-w-90 text-14 text-ink2">{step.text}</p>
              </li>
            ))}
          </ol>
        </section>
        <section id="host" aria-labelledby="host-title" className="scroll-mt-4 border-t border-line px-5 py-16 md:px-10 xl:px-20">
          <h2 id="host-title" className="text-28 font-semibold">
            Host it yourself
          </h2>
          <div className="mt-3 grid max-w-240 gap-x-16 gap-y-4 text-15 text-ink2 md:grid-cols-2">
            <p>
              One command on one machine: <code className="rounded-4 bg-paper3 px-1.5 py-0.5 font-mono text-13 text-ink">npm start</code>. It brings its own database and needs no key, no network and no account elsewhere.
            </p>
            <p>The engine that writes cards and questions is built in. Give it the address of a language model of your own, and that writes instead; its quotes are checked in the same way.</p>
          </div>
        </section>
      </main>
      <footer className="border-t border-line px-5 py-6 text-13 text-ink3 md:px-10 xl:px-20">Studywright is open source. It sets the cookies that keep you signed in, and no others.</footer>
    </>
  );
}
