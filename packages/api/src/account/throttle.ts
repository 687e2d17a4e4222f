import { AppError, isForgotten, limits, signInDelay } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq, sql } from 'drizzle-orm';
import type { Ctx, Within } from '../platform/context.ts';

const { throttles } = tables;

/** Refuses for a while after too many wrong tries, for addresses that exist and for others alike. */
export async function refuseWhileSlowed(ctx: Within<Ctx>, key: string): Promise<void> {
  const [failures] = await ctx.db.select({ count: throttles.count, lastAt: throttles.lastAt }).from(throttles).where(eq(throttles.key, key));
  const seconds = signInDelay(failures ?? null, ctx.now());
  if (seconds > 0) throw new AppError('TOO_MANY', `Too many wrong tries. Try again in ${inWords(seconds)}.`, { retryAfter: seconds });
}

export async function noteFailure(ctx: Within<Ctx>, key: string): Promise<void> {
  const now = ctx.now();
  const forgotten = new Date(now.getTime() - limits.signIn.windowMinutes * 60_000);
  await ctx.db
    .insert(throttles)
    .values({ key, count: 1, lastAt: now })
    .onConflictDoUpdate({
      target: throttles.key,
      set: { count: sql`case when ${throttles.lastAt} < ${forgotten.toISOString()}::timestamptz then 1 else ${throttles.count} + 1 end`, lastAt: now },
    });
}

export async function forgetFailures(ctx: Within<Ctx>, key: string): Promise<void> {
  await ctx.db.delete(throttles).where(eq(throttles.key, key));
}

/** Counts one sign-up from this peer; over the limit of an hour it is refused. */
export async function countSignUp(ctx: Within<Ctx>): Promise<void> {
  if (ctx.ip === null) return;
  const key = `sign-up:${ctx.ip}`;
  const now = ctx.now();
  const [row] = await ctx.db.select({ count: throttles.count, lastAt: throttles.lastAt }).from(throttles).where(eq(throttles.key, key));
  if (row && row.count >= limits.signUp.perAddressPerHour && now.getTime() - row.lastAt.getTime() < 3_600_000) {
    throw new AppError('TOO_MANY', 'Many accounts were made from this network within the hour. Try again later.', { retryAfter: 3600 });
  }
  if (row && isForgotten({ count: row.count, lastAt: row.lastAt }, now)) await forgetFailures(ctx, key);
  await noteFailure(ctx, key);
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
