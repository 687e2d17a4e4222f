import { decode } from '@auth/core/jwt';
import { tables } from '@studywright/db';
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor, Deps } from './context.ts';
import { digest, isApiKey } from './tokens.ts';

/** Of the Auth.js session; both programs read the same cookie. With https its name has the prefix that pins it to the host. */
export const sessionCookies = ['__Host-studywright.session', 'studywright.session'] as const;

const sessionClaims = z.object({ sub: z.uuid(), sid: z.uuid() });

export interface Credentials {
  /** The `Authorization` header. */
  authorization: string | null | undefined;
  /** The `Cookie` header. */
  cookie: string | null | undefined;
}

/** Who sent these headers; null for nobody, also where a credential does not hold. */
export async function actorOf(deps: Deps, { authorization, cookie }: Credentials): Promise<Actor | null> {
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7).trim() : null;
  if (bearer) return isApiKey(bearer) ? byApiKey(deps, bearer) : byAccessToken(deps, bearer);
  return cookie ? bySessionCookie(deps, cookie) : null;
}

async function byAccessToken({ tokens, now }: Deps, token: string): Promise<Actor | null> {
  const claims = await tokens.readAccess(token, now());
  return claims && { userId: claims.sub, role: claims.role, via: 'token', sessionId: claims.sid };
}

const keyUseIsNotedEveryMs = 60_000;

async function byApiKey({ db, now }: Deps, key: string): Promise<Actor | null> {
  const { apiKeys, users } = tables;
  const hash = digest(key);
  const [row] = await db
    .select({ userId: users.id, role: users.role, lastUsedAt: apiKeys.lastUsedAt })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(eq(apiKeys.hash, hash));
  if (!row) return null;
  const at = now();
  const stale = new Date(at.getTime() - keyUseIsNotedEveryMs);
  if (!row.lastUsedAt || row.lastUsedAt < stale) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: at })
      .where(and(eq(apiKeys.hash, hash), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
  }
  return { userId: row.userId, role: row.role, via: 'api-key', sessionId: null };
}

async function bySessionCookie({ db, now, tokens }: Deps, header: string): Promise<Actor | null> {
  for (const name of sessionCookies) {
    const token = cookieValue(header, name);
    if (!token) continue;
    const claims = sessionClaims.safeParse(await decode({ token, secret: tokens.sessionSecret, salt: name }).catch(() => null));
    if (!claims.success) continue;
    const { sessions, users } = tables;
    const [row] = await db
      .select({ role: users.role })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, claims.data.sid), eq(sessions.userId, claims.data.sub), isNull(sessions.endedAt), gt(sessions.expiresAt, now())));
    if (row) return { userId: claims.data.sub, role: row.role, via: 'session', sessionId: claims.data.sid };
  }
  return null;
}

/** Auth.js cuts a long cookie into `name.0`, `name.1`, …. */
function cookieValue(header: string, name: string): string | null {
  const cookies = new Map(
    header.split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
  const whole = cookies.get(name);
  if (whole) return whole;
  let joined = '';
  for (let index = 0; ; index += 1) {
    const part = cookies.get(`${name}.${index}`);
    if (part === undefined) return joined || null;
    joined += part;
  }
}
