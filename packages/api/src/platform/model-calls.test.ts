import type { ModelUsage } from '@studywright/ai';
import { tables } from '@studywright/db';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi, type TestStudent } from '../testing/index.ts';
import { storedAnswers, tidyAnswers } from './model-answers.ts';
import { modelCall } from './model-calls.ts';

const { modelAnswers, modelCalls, modelReservations } = tables;

let api: TestApi;
let ada: TestStudent;
let courseId: string;

beforeEach(async () => {
  api = await createTestApi();
  ada = await api.signUp({ timeZone: 'America/New_York' });
  ({ courseId } = await api.seedCourse(ada));
});
afterEach(() => api.close());

const usage = (costMicros: number | null, more: Partial<ModelUsage> = {}): ModelUsage => ({ task: 'draft', model: 'm', promptVersion: 'draft-2', inputTokens: 1_000, outputTokens: 100, costMicros, durationMs: 5, outcome: 'ok', ...more });

function callOf(student: TestStudent, budgets = api.deps.budgets, feature = 'document') {
  return modelCall({ ...api.deps, budgets }, { userId: student.id, courseId, documentId: null, feature, signal: new AbortController().signal });
}

const none = { studentDay: null, studentMonth: null, siteDay: null, siteMonth: null };
const reserve = (call: ReturnType<typeof callOf>, costMicros: number) => call.reserve?.(costMicros) ?? Promise.reject(new Error('It does not reserve.'));

describe('a budget', () => {
  it('is not gone over by workers that ask at the same moment', async () => {
    const call = callOf(ada, { ...none, studentDay: 100_000 });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => reserve(call, 30_000)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(tries.find((end) => end.status === 'rejected')?.reason).toMatchObject({
      code: 'OVER_QUOTA',
      detail: 'Your budget for the model of $0.10 for today is used up. What was made is kept; the built-in engine makes the rest.',
      data: { instead: 'your budget for the model is used up for today' },
    });
  });

  it('gets back what a request did not cost, and all of what was never sent', async () => {
    const call = callOf(ada, { ...none, studentDay: 100_000 });
    const [dear, lost] = [await reserve(call, 60_000), await reserve(call, 40_000)];
    await expect(reserve(call, 1)).rejects.toMatchObject({ code: 'OVER_QUOTA' });
    await dear.settle(usage(10_000));
    await lost.release();
    await expect(reserve(call, 90_001)).rejects.toMatchObject({ code: 'OVER_QUOTA' });
    await (await reserve(call, 90_000)).settle(usage(90_000));
    expect(await api.deps.db.$count(modelReservations)).toBe(0);
    expect(await api.deps.db.select({ cost: modelCalls.costMicros, feature: modelCalls.feature }).from(modelCalls).orderBy(asc(modelCalls.id))).toEqual([
      { cost: 10_000, feature: 'document' },
      { cost: 90_000, feature: 'document' },
    ]);
  });

  it('begins anew with the student’s day, and with the month', async () => {
    const call = callOf(ada, { ...none, studentDay: 100_000, studentMonth: 150_000 });
    // 4 in the morning in New York, when that day starts.
    api.clock.set('2026-03-02T08:59:00Z');
    await call.onUsage(usage(100_000));
    await expect(reserve(call, 1)).rejects.toMatchObject({ detail: expect.stringContaining('today') });
    api.clock.set('2026-03-02T09:01:00Z');
    await expect(reserve(call, 50_001)).rejects.toMatchObject({ detail: expect.stringContaining('this month') });
    await (await reserve(call, 50_000)).settle(usage(50_000));
    api.clock.set('2026-04-01T09:01:00Z');
    await (await reserve(call, 100_000)).release();
  });

  it('of the site counts all students, by days of UTC; that of a student only theirs', async () => {
    const bob = await api.signUp();
    const budgets = { ...none, studentDay: 100_000, siteDay: 150_000 };
    await callOf(bob, budgets).onUsage(usage(100_000));
    await expect(reserve(callOf(bob, budgets), 1)).rejects.toMatchObject({ detail: expect.stringMatching(/^Your budget/) });
    await expect(reserve(callOf(ada, budgets), 50_001)).rejects.toMatchObject({ detail: expect.stringMatching(/^This site’s budget/) });
    await (await reserve(callOf(ada, budgets), 50_000)).release();
  });

  it('gets back what a killed worker had reserved, after half an hour', async () => {
    const call = callOf(ada, { ...none, siteMonth: 100_000 });
    await reserve(call, 100_000);
    await expect(reserve(call, 1)).rejects.toMatchObject({ code: 'OVER_QUOTA' });
    api.clock.advance({ minutes: 31 });
    await (await reserve(call, 100_000)).release();
  });

  it('that is not set asks nobody', () => {
    expect(callOf(ada, none).reserve).toBeUndefined();
  });
});

describe('usage', () => {
  it('is told by the student’s day and by feature, with what is not priced', async () => {
    api.clock.set('2026-02-28T20:00:00Z');
    await callOf(ada).onUsage(usage(7));
    api.clock.set('2026-03-02T03:00:00Z');
    await callOf(ada).onUsage(usage(1_000));
    await callOf(ada).onUsage(usage(0, { outcome: 'cached', inputTokens: 0, outputTokens: 0 }));
    api.clock.set('2026-03-02T15:00:00Z');
    await callOf(ada, none, 'notes').onUsage(usage(null));
    await callOf(ada).onUsage(usage(500));
    await callOf(await api.signUp()).onUsage(usage(9_999));
    const told = await ada.api.account.usage();
    expect(told.days).toEqual([
      { day: '2026-03-02', feature: 'document', requests: 1, inputTokens: 1_000, outputTokens: 100, costMicros: 500, unpriced: 0 },
      { day: '2026-03-02', feature: 'notes', requests: 1, inputTokens: 1_000, outputTokens: 100, costMicros: 0, unpriced: 1 },
      { day: '2026-03-01', feature: 'document', requests: 1, inputTokens: 1_000, outputTokens: 100, costMicros: 1_000, unpriced: 0 },
    ]);
    expect(told.today).toEqual({ requests: 2, inputTokens: 2_000, outputTokens: 200, costMicros: 500, unpriced: 1 });
    expect(told.month).toMatchObject({ requests: 3, costMicros: 1_500 });
    expect(told.budgets).toEqual({ day: 1_000_000, month: 10_000_000 });
  });
});

describe('answers that were paid for', () => {
  const put = (key: string, answer: string) => storedAnswers(api.deps).put(key, answer);
  const keys = async () => (await api.deps.db.select({ key: modelAnswers.key }).from(modelAnswers).orderBy(asc(modelAnswers.key))).map(({ key }) => key);

  it('are there for every worker, the last one put', async () => {
    await put('a', 'one');
    await put('a', 'two \u{1f600}');
    expect(await storedAnswers(api.deps).get('a')).toBe('two \u{1f600}');
    expect(await storedAnswers(api.deps).get('b')).toBeNull();
    expect(await api.deps.db.select({ bytes: modelAnswers.bytes }).from(modelAnswers).where(eq(modelAnswers.key, 'a'))).toEqual([{ bytes: 8 }]);
  });

  it('are not kept where one is far too large, or old, or the oldest of too many', async () => {
    await put('huge', 'x'.repeat(1024 * 1024 + 1));
    await put('old', 'x');
    api.clock.advance({ days: 31 });
    await put('first', 'x'.repeat(40));
    api.clock.advance({ minutes: 1 });
    await put('second', 'x'.repeat(40));
    await put('third', 'x'.repeat(20));
    expect(await keys()).toEqual(['first', 'old', 'second', 'third']);
    await tidyAnswers(api.deps);
    expect(await keys()).toEqual(['first', 'second', 'third']);
    await tidyAnswers(api.deps, 99);
    expect(await keys()).toEqual(['second', 'third']);
  });
});
