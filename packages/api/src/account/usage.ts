import { studentDay, type UsageAmounts, type UsageView } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, gte, sql } from 'drizzle-orm';
import { startOfMonth } from '../platform/budgets.ts';
import type { SignedInCtx } from '../platform/context.ts';
import { me } from './service.ts';

const { modelCalls } = tables;

const none: UsageAmounts = { requests: 0, inputTokens: 0, outputTokens: 0, costMicros: 0, unpriced: 0 };

/** What was asked of a model in the student's name this month, by day and feature, and what may still be. */
export async function usage(ctx: SignedInCtx): Promise<UsageView> {
  const { settings } = await me(ctx);
  const days = await usageByDay(ctx, settings);
  const today = studentDay(ctx.now(), settings);
  const { studentDay: day, studentMonth: month } = ctx.budgets;
  return { today: total(days.filter((row) => row.day === today)), month: total(days), budgets: { day, month }, days };
}

/** Days begin at quarters of an hour, in whatever time zone: so the database adds up by those. */
async function usageByDay(ctx: SignedInCtx, settings: Parameters<typeof studentDay>[1]): Promise<UsageView['days']> {
  const quarter = sql<string>`date_bin('15 minutes', ${modelCalls.createdAt}, '2000-01-01T00:00:00Z'::timestamptz)`;
  const rows = await ctx.db
    .select({
      quarter: sql<number>`extract(epoch from ${quarter})::float8`,
      feature: modelCalls.feature,
      requests: sql<number>`(count(*) filter (where ${modelCalls.outcome} <> 'cached'))::int`,
      inputTokens: sql<number>`sum(${modelCalls.inputTokens})::float8`,
      outputTokens: sql<number>`sum(${modelCalls.outputTokens})::float8`,
      costMicros: sql<number>`coalesce(sum(${modelCalls.costMicros}), 0)::float8`,
      unpriced: sql<number>`(count(*) filter (where ${modelCalls.costMicros} is null))::int`,
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.userId, ctx.actor.userId), gte(modelCalls.createdAt, startOfMonth(ctx.now(), settings))))
    .groupBy(sql`1`, modelCalls.feature);
  const byDay = Map.groupBy(rows, (row) => JSON.stringify([studentDay(new Date(row.quarter * 1_000), settings), row.feature]));
  return [...byDay.values()]
    .flatMap((group) => group.slice(0, 1).map((row) => ({ day: studentDay(new Date(row.quarter * 1_000), settings), feature: row.feature, ...total(group) })))
    .toSorted((one, other) => other.day.localeCompare(one.day) || one.feature.localeCompare(other.feature));
}

function total(rows: readonly UsageAmounts[]): UsageAmounts {
  return rows.reduce(
    (sum, row) => ({
      requests: sum.requests + row.requests,
      inputTokens: sum.inputTokens + row.inputTokens,
      outputTokens: sum.outputTokens + row.outputTokens,
      costMicros: sum.costMicros + row.costMicros,
      unpriced: sum.unpriced + row.unpriced,
    }),
    none,
  );
}
