import { AppError, budgetNames, limits, setting, studentDay, startOfDay, usedUp, type Budgets, type DaySettings, type Spent } from '@studywright/core';
import { tables, type Queryable } from '@studywright/db';
import { eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Deps } from './context.ts';

const { modelCalls, modelReservations, users } = tables;

/** Settings that all programs share: they reserve, or tell what is left. */
export const budgetSettings = {
  OPENAI_BUDGET_STUDENT_DAY: setting.dollars(limits.model.studentDayUsd),
  OPENAI_BUDGET_STUDENT_MONTH: setting.dollars(limits.model.studentMonthUsd),
  OPENAI_BUDGET_SITE_DAY: setting.dollars(limits.model.siteDayUsd),
  OPENAI_BUDGET_SITE_MONTH: setting.dollars(limits.model.siteMonthUsd),
};

export function budgetsOf(given: z.output<z.ZodObject<typeof budgetSettings>>): Budgets {
  return {
    studentDay: given.OPENAI_BUDGET_STUDENT_DAY,
    studentMonth: given.OPENAI_BUDGET_STUDENT_MONTH,
    siteDay: given.OPENAI_BUDGET_SITE_DAY,
    siteMonth: given.OPENAI_BUDGET_SITE_MONTH,
  };
}

/** Longer than one request can take with all its tries. */
const reservedMinutes = 30;
/** Of the advisory lock that lets one worker at a time look and reserve. */
const lock = 4_701_201;

/**
 * Takes so much out of the budgets until the request has ended, for all workers to see.
 * @param userId null where the student is gone: then only what the site may spend counts
 * @returns the id of the reservation
 * @throws AppError OVER_QUOTA where a budget does not have so much left
 */
export async function reserveBudget({ db, newId, now, budgets }: Pick<Deps, 'db' | 'newId' | 'now' | 'budgets'>, userId: string | null, costMicros: number): Promise<string> {
  const at = now();
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
    await tx.delete(modelReservations).where(lte(modelReservations.expiresAt, at));
    const over = usedUp(budgets, await spentUntil(tx, userId, at), costMicros);
    if (over) throw budgetUsedUp(over, budgets[over] ?? 0);
    await tx.insert(modelReservations).values({ id, userId, costMicros, expiresAt: new Date(at.getTime() + reservedMinutes * 60_000) });
  });
  return id;
}

/** What the tightest budget of a student and the site has left, in millionths of a US dollar; null where none is set. */
export async function leftOfBudgets({ db, now, budgets }: { db: Queryable; now(): Date; budgets: Budgets }, userId: string): Promise<number | null> {
  const limited = budgetNames.filter((name) => budgets[name] !== null);
  if (limited.length === 0) return null;
  const spent = await spentUntil(db, userId, now());
  return Math.max(0, Math.floor(Math.min(...limited.map((name) => (budgets[name] ?? 0) - spent[name]))));
}

/** What was spent, and is reserved, in the days and months of which `at` is part: the student's own, and those of UTC for the site. */
async function spentUntil(db: Queryable, userId: string | null, at: Date): Promise<Spent> {
  const own = await periodsOf(db, userId, at);
  const site = { day: startOfDay(studentDay(at, utc), utc), month: startOfMonth(at, utc) };
  const sum = (since: Date, who?: SQL) => sql<number>`coalesce(sum(${modelCalls.costMicros}) filter (where ${modelCalls.createdAt} >= ${since.toISOString()}::timestamptz and ${who ?? sql`true`}), 0)::float8`;
  const student = sql`${modelCalls.userId} = ${userId}::uuid`;
  const earliest = new Date(Math.min(own.month.getTime(), site.month.getTime()));
  const [spent] = await db
    .select({ studentDay: sum(own.day, student), studentMonth: sum(own.month, student), siteDay: sum(site.day), siteMonth: sum(site.month) })
    .from(modelCalls)
    .where(gte(modelCalls.createdAt, earliest));
  const [reserved] = await db
    .select({
      student: sql<number>`coalesce(sum(${modelReservations.costMicros}) filter (where ${modelReservations.userId} = ${userId}::uuid), 0)::float8`,
      site: sql<number>`coalesce(sum(${modelReservations.costMicros}), 0)::float8`,
    })
    .from(modelReservations);
  const { student: ofStudent = 0, site: ofSite = 0 } = reserved ?? {};
  return {
    studentDay: (spent?.studentDay ?? 0) + ofStudent,
    studentMonth: (spent?.studentMonth ?? 0) + ofStudent,
    siteDay: (spent?.siteDay ?? 0) + ofSite,
    siteMonth: (spent?.siteMonth ?? 0) + ofSite,
  };
}

const utc: DaySettings = { timeZone: 'UTC', dayStartHour: 0 };

async function periodsOf(db: Queryable, userId: string | null, at: Date): Promise<{ day: Date; month: Date }> {
  const [settings = utc] = userId === null ? [] : await db.select({ timeZone: users.timeZone, dayStartHour: users.dayStartHour }).from(users).where(eq(users.id, userId));
  return { day: startOfDay(studentDay(at, settings), settings), month: startOfMonth(at, settings) };
}

/** When the month began that the student's day of `at` is part of. */
export function startOfMonth(at: Date, settings: DaySettings): Date {
  return startOfDay(`${studentDay(at, settings).slice(0, 7)}-01`, settings);
}

const words: Record<keyof Budgets, { whose: string; when: string }> = {
  studentDay: { whose: 'Your', when: 'today' },
  studentMonth: { whose: 'Your', when: 'this month' },
  siteDay: { whose: 'This site’s', when: 'today' },
  siteMonth: { whose: 'This site’s', when: 'this month' },
};

function budgetUsedUp(name: keyof Budgets, micros: number): AppError {
  const { whose, when } = words[name];
  return new AppError('OVER_QUOTA', `${whose} budget for the model of $${(micros / 1_000_000).toFixed(2)} for ${when} is used up. What was made is kept; the built-in engine makes the rest.`, {
    retryable: false,
    data: { instead: `${whose.toLowerCase()} budget for the model is used up for ${when}` },
  });
}
