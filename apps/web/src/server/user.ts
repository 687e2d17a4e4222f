import 'server-only';
import { redirect } from 'next/navigation';
import { routes } from '@/lib/routes.ts';
import { pageContext } from './context.ts';

/** Whoever is not signed in is sent to sign in, and comes back to `next` afterwards. */
export async function requireUser(next: string): Promise<void> {
  const { actor } = await pageContext();
  if (actor === null) redirect(`${routes.signIn}?next=${encodeURIComponent(next)}`);
}

/** Whoever is signed in has no business on the pages before that. */
export async function leaveWhenSignedIn(next: string = routes.today): Promise<void> {
  const { actor } = await pageContext();
  if (actor !== null) redirect(next);
}

/** A path of our own to go on to, never an address of somebody else. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return routes.today;
  return next;
}
