import './globals.css';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ToastHost } from '@/parts/toast-host.tsx';
import { Theme } from '@/parts/theme.tsx';

export const metadata: Metadata = {
  title: { default: 'Studywright', template: '%s · Studywright' },
  description: 'Turns what has to be learned into cards, quizzes and a schedule, each item with its verified source.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfbf8' },
    { media: '(prefers-color-scheme: dark)', color: '#191714' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <body className="bg-paper">
        <Theme nonce={nonce}>{children}</Theme>
        <ToastHost />
      </body>
    </html>
  );
}
