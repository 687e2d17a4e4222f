import { AppError, limits, notFound, type Profile, type SiteRole, type TokenPair, type signInInput, type signUpInput, type updateProfileInput, type changePasswordInput, type createApiKeyInput } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, count, desc, eq, isNull, ne } from 'drizzle-orm';
import type { z } from 'zod';
import { transact, type Ctx, type SignedInCtx, type Within } from '../platform/context.ts';
import { accountGone } from '../platform/errors.ts';
import { digest, newApiKey, newRefreshToken } from '../platform/tokens.ts';
import { checkPassword, hashPassword } from './password.ts';
import { countSignUp, forgetFailures, noteFailure, refuseWhileSlowed } from './throttle.ts';

const { users, sessions, refreshTokens, apiKeys } = tables;

type Kind = 'browser' | 'token';

async function openSession(ctx: Within<Ctx>, userId: string, kind: Kind): Promise<string> {
  const id = ctx.newId();
  const days = kind === 'browser' ? limits.token.sessionDays : limits.token.refreshDays;
  await ctx.db.insert(sessions).values({ id, userId, kind, createdAt: ctx.now(), expiresAt: inDays(ctx.now(), days) });
  return id;
}

export async function signUp(ctx: Ctx, input: z.output<typeof signUpInput>): Promise<{ id: string }> {
  await countSignUp(ctx);
  const id = ctx.newId();
  const passwordHash = await hashPassword(input.password);
  const made = await ctx.db
    .insert(users)
    .values({ id, email: input.email, name: input.name, passwordHash, timeZone: input.timeZone, createdAt: ctx.now() })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (made.length === 0) throw new AppError('CONFLICT', 'This address has an account already. Sign in instead.', { fields: { email: 'This address has an account already.' } });
  return { id };
}

export interface Authenticated {
  user: { id: string; email: string; name: string; role: SiteRole };
  sessionId: string;
}

/**
 * Checks a password and opens a session. What it says, and how long it takes, does not depend on whether the address
 * has an account.
 * @throws AppError UNAUTHENTICATED, or TOO_MANY after five wrong tries
 */
export async function authenticate(ctx: Ctx, input: z.output<typeof signInInput>, kind: Kind): Promise<Authenticated> {
  const key = `sign-in:${input.email}`;
  await refuseWhileSlowed(ctx, key);
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email, name: users.name, role: users.role, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, input.email));
  if (!(await checkPassword(user?.passwordHash ?? null, input.password)) || !user) {
    await noteFailure(ctx, key);
    throw new AppError('UNAUTHENTICATED', 'This address and password do not belong together. Check both and try again.');
  }
  await forgetFailures(ctx, key);
  const { passwordHash: _, ...shown } = user;
  return { user: shown, sessionId: await openSession(ctx, user.id, kind) };
}

async function issue(ctx: Within<Ctx>, user: Authenticated['user'], sessionId: string): Promise<TokenPair> {
  const refresh = newRefreshToken();
  const now = ctx.now();
  const expiresAt = inDays(now, limits.token.refreshDays);
  await ctx.db.insert(refreshTokens).values({ hash: refresh.hash, sessionId, createdAt: now, expiresAt });
  await ctx.db.update(sessions).set({ expiresAt }).where(eq(sessions.id, sessionId));
  const access = await ctx.tokens.signAccess({ sub: user.id, sid: sessionId, role: user.role }, now);
  return { accessToken: access.token, refreshToken: refresh.token, expiresAt: access.expiresAt.toISOString(), user: { id: user.id, email: user.email, name: user.name } };
}

export async function signIn(ctx: Ctx, input: z.output<typeof signInInput>): Promise<TokenPair> {
  const { user, sessionId } = await authenticate(ctx, input, 'token');
  return transact(ctx, (tx) => issue(tx, user, sessionId));
}

const refused = () => new AppError('UNAUTHENTICATED', 'This sign-in has ended. Sign in again.');

/** Each refresh token is good for one exchange. One that comes a second time was stolen or copied: its whole family ends. */
export async function refresh(ctx: Ctx, token: string): Promise<TokenPair> {
  const hash = digest(token);
  const outcome = await transact(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ usedAt: refreshTokens.usedAt, expiresAt: refreshTokens.expiresAt, sessionId: sessions.id, endedAt: sessions.endedAt, user: { id: users.id, email: users.email, name: users.name, role: users.role } })
      .from(refreshTokens)
      .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(refreshTokens.hash, hash))
      .for('update', { of: refreshTokens });
    if (!row || row.endedAt || row.expiresAt <= tx.now()) return null;
    if (row.usedAt) {
      await tx.db.update(sessions).set({ endedAt: tx.now() }).where(eq(sessions.id, row.sessionId));
      return null;
    }
    await tx.db.update(refreshTokens).set({ usedAt: tx.now() }).where(eq(refreshTokens.hash, hash));
    return issue(tx, row.user, row.sessionId);
  });
  if (!outcome) throw refused();
  return outcome;
}

/** Ends the session that the request came with. An API key has none: it is revoked, not signed out. */
export async function signOut(ctx: SignedInCtx): Promise<void> {
  if (ctx.actor.sessionId === null) return;
  await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now() })
    .where(and(eq(sessions.id, ctx.actor.sessionId), eq(sessions.userId, ctx.actor.userId), isNull(sessions.endedAt)));
}

const profileColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  createdAt: users.createdAt,
  timeZone: users.timeZone,
  dayStartHour: users.dayStartHour,
  newCardsPerDay: users.newCardsPerDay,
  desiredRetention: users.desiredRetention,
  place: users.place,
  singleKeys: users.singleKeys,
  makeAtOnce: users.makeAtOnce,
  lookAtDrafts: users.lookAtDrafts,
};

export async function me(ctx: SignedInCtx): Promise<Profile> {
  const [row] = await ctx.db.select(profileColumns).from(users).where(eq(users.id, ctx.actor.userId));
  if (!row) throw accountGone();
  const { id, email, name, role, createdAt, ...settings } = row;
  return { id, email, name, role, createdAt: createdAt.toISOString(), settings };
}

export async function updateProfile(ctx: SignedInCtx, { name, settings }: z.output<typeof updateProfileInput>): Promise<Profile> {
  const change = { ...settings, ...(name !== undefined && { name }) };
  if (Object.keys(change).length > 0) await ctx.db.update(users).set(change).where(eq(users.id, ctx.actor.userId));
  return me(ctx);
}

export async function confirmPassword(ctx: Within<SignedInCtx>, password: string): Promise<void> {
  const key = `confirm:${ctx.actor.userId}`;
  await refuseWhileSlowed(ctx, key);
  const [row] = await ctx.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, ctx.actor.userId));
  if (!(await checkPassword(row?.passwordHash ?? null, password))) {
    await noteFailure(ctx, key);
    throw new AppError('BAD_INPUT', 'This is not your current password.', { fields: { current: 'This is not your current password.' } });
  }
  await forgetFailures(ctx, key);
}

/** Ends every other session: whoever knew the old password is out. */
export async function changePassword(ctx: SignedInCtx, input: z.output<typeof changePasswordInput>): Promise<void> {
  await confirmPassword(ctx, input.current);
  const passwordHash = await hashPassword(input.next);
  await transact(ctx, async (tx) => {
    await tx.db.update(users).set({ passwordHash }).where(eq(users.id, ctx.actor.userId));
    await tx.db
      .update(sessions)
      .set({ endedAt: tx.now() })
      .where(and(eq(sessions.userId, ctx.actor.userId), isNull(sessions.endedAt), ctx.actor.sessionId === null ? undefined : ne(sessions.id, ctx.actor.sessionId)));
  });
}

export async function listApiKeys(ctx: SignedInCtx) {
  const rows = await ctx.db
    .select({ id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix, createdAt: apiKeys.createdAt, lastUsedAt: apiKeys.lastUsedAt })
    .from(apiKeys)
    .where(eq(apiKeys.userId, ctx.actor.userId))
    .orderBy(desc(apiKeys.createdAt))
    .limit(limits.apiKey.maxPerUser);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null }));
}

export async function createApiKey(ctx: SignedInCtx, { name }: z.output<typeof createApiKeyInput>) {
  // A key that can make keys outlives its own revocation.
  if (ctx.actor.via === 'api-key') throw new AppError('FORBIDDEN', 'An API key cannot make another one. Sign in to make it.');
  return transact(ctx, async (tx) => {
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, ctx.actor.userId)).for('update');
    const [held] = await tx.db.select({ n: count() }).from(apiKeys).where(eq(apiKeys.userId, ctx.actor.userId));
    if ((held?.n ?? 0) >= limits.apiKey.maxPerUser) throw new AppError('CONFLICT', `You have ${limits.apiKey.maxPerUser} keys. Revoke one that is not used first.`);
    const { key, prefix, hash } = newApiKey();
    const id = tx.newId();
    const createdAt = tx.now();
    await tx.db.insert(apiKeys).values({ id, userId: ctx.actor.userId, name, prefix, hash, createdAt });
    return { id, name, prefix, key, createdAt: createdAt.toISOString(), lastUsedAt: null };
  });
}

export async function revokeApiKey(ctx: SignedInCtx, id: string): Promise<void> {
  const gone = await ctx.db
    .delete(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.userId, ctx.actor.userId)))
    .returning({ id: apiKeys.id });
  if (gone.length === 0) throw notFound('API key');
}

function inDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 86_400_000);
}

