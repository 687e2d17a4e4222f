import type { Metadata } from 'next';
import { routes } from '@/lib/routes.ts';
import { look } from '@/parts/button-look.ts';
import { Logo } from '@/parts/logo.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-150 flex-col justify-center gap-3 px-5">
      <Logo className="mb-6" />
      <h1 className="text-24 font-semibold">There is nothing at this address</h1>
      <p className="text-15 text-ink2">It was deleted, it belongs to somebody else, or the address has a slip. Your own courses are where you left them.</p>
      <div className="mt-3">
        {/* A plain link: this page comes with every other one, and should bring nothing along. */}
        <a href={routes.today} className={look({ variant: 'primary', size: 40 }, false)}>
          Go to Today
        </a>
      </div>
    </main>
  );
}
