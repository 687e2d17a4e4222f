import type { Metadata } from 'next';
import { AccountPage } from '@/features/account/account-page.tsx';
import { SignInForm } from '@/features/account/sign-in-form.tsx';
import { leaveWhenSignedIn, safeNext } from '@/server/user.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const next = safeNext((await searchParams)['next']);
  await leaveWhenSignedIn(next);
  return (
    <AccountPage title="Sign in" note="and go on where you were.">
      <SignInForm next={next} />
    </AccountPage>
  );
}
