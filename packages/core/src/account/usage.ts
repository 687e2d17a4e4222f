import { z } from 'zod';
import { day } from '../platform/schema.ts';

/** The most that a model may cost, in millionths of a US dollar; null: no limit. */
export interface Budgets {
  studentDay: number | null;
  studentMonth: number | null;
  siteDay: number | null;
  siteMonth: number | null;
}

export const budgetNames = ['studentDay', 'studentMonth', 'siteDay', 'siteMonth'] as const satisfies readonly (keyof Budgets)[];

/** What is spent or reserved so far, in millionths of a US dollar. */
export type Spent = Record<keyof Budgets, number>;

/** The first budget that does not have so much left; null where all have. */
export function usedUp(budgets: Budgets, spent: Spent, more: number): keyof Budgets | null {
  return budgetNames.find((name) => budgets[name] !== null && spent[name] + more > budgets[name]) ?? null;
}

const amounts = z.object({
  requests: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Millionths of a US dollar, of those requests whose price is known. */
  costMicros: z.number().int(),
  /** Requests whose price is not known. */
  unpriced: z.number().int(),
});
export type UsageAmounts = z.infer<typeof amounts>;

/** What was asked of a model in a student's name. */
export const usageView = z.object({
  today: amounts,
  /** Of the calendar month, by the student's day. */
  month: amounts,
  /** Of this student, in millionths of a US dollar; null: no limit. */
  budgets: z.object({ day: z.number().int().nullable(), month: z.number().int().nullable() }),
  /** Of this month, latest first; by feature such as `document`. */
  days: z.array(amounts.extend({ day, feature: z.string() })),
});
export type UsageView = z.infer<typeof usageView>;
