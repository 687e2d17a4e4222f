import type { Metadata } from 'next';
import { AccountPage } from '@/features/account/account-page.tsx';
import { SignUpForm } from '@/features/account/sign-up-form.tsx';
import { leaveWhenSignedIn, safeNext } from '@/server/user.ts';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const next = safeNext((await searchParams)['next']);
  await leaveWhenSignedIn(next);
  return (
    <AccountPage title="Create an account" note="It stays on this server, and so do your documents.">
      <SignUpForm next={next} />
    </AccountPage>
  );
}
