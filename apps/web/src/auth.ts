import 'server-only';
import { authenticate, sessionCookies } from '@studywright/api';
import { AppError, limits, signInInput } from '@studywright/core';
import NextAuth, { CredentialsSignin, type NextAuthResult } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { contextOf } from '@/server/context.ts';
import { log } from '@/server/log.ts';
import { settings } from '@/server/settings.ts';

declare module 'next-auth' {
  interface User {
    /** The session's row, so that it can be ended from anywhere. */
    sid?: string;
  }
}

/** Carries the server's sentence through Auth.js to the form. */
export class SignInRefused extends CredentialsSignin {
  override code = 'refused';
  readonly detail: string;

  constructor(detail: string) {
    super(detail);
    this.detail = detail;
  }
}

const sessionSeconds = limits.token.sessionDays * 24 * 3600;

async function authorize(raw: unknown, request: Request) {
  const input = signInInput.safeParse(raw);
  if (!input.success) throw new SignInRefused(input.error.issues[0]?.message ?? 'Enter your e-mail address and password.');
  try {
    const { user, sessionId } = await authenticate(await contextOf(request.headers), input.data, 'browser');
    return { id: user.id, email: user.email, name: user.name, sid: sessionId };
  } catch (error) {
    if (error instanceof AppError) throw new SignInRefused(error.detail);
    throw error;
  }
}

/**
 * Auth.js keeps the cookie; who somebody is and whether the session still stands is decided by `account`, which both
 * programs ask. The token says only whose session it is.
 */
const auth: NextAuthResult = NextAuth(() => {
  const { authSecret, secure } = settings();
  const [pinned, plain] = sessionCookies;
  return {
    secret: authSecret,
    trustHost: true,
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    cookies: { sessionToken: { name: secure ? pinned : plain, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user?.id === undefined ? token : { sub: user.id, sid: user.sid }),
    },
    logger: {
      // A wrong password is no defect; the form has said so.
      error: (error) => {
        if (!(error instanceof SignInRefused)) log.error({ err: error }, 'sign-in');
      },
    },
  };
});

export const { handlers, signIn, signOut } = auth;
