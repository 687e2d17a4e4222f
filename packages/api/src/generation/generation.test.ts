import type { Drafts, More } from '@studywright/ai';
import { AppError, type SourceDocument } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';
import { generate } from './generate.ts';
import { generateJob } from './jobs.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  t.model.failures.length = 0;
  t.model.asked.length = 0;
  t.model.drafts = fresh;
  t.model.hold = () => Promise.resolve();
  Object.assign(t.deps.model, { engine: 'scripted' });
  ada = await t.signUp();
  course = await t.seedCourse(ada, { topics: 3 });
});

/** What is asked of a topic, as often as it is wished for, each in words of its own. */
function fresh(source: SourceDocument, topic: number, more: More | undefined): Drafts {
  const passage = source.passages[topic];
  if (!passage || !more) return { cards: [], questions: [] };
  const citation = { page: passage.page, start: passage.start, end: passage.end, quote: passage.text };
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  return {
    cards: numbers(more.cards).map((number) => ({ type: 'basic', front: `Wish ${number} of ${topic}, besides ${more.known.length}?`, back: passage.text, topic: '', citation })),
    questions: numbers(more.questions).map((number) => ({ kind: 'trueFalse', stem: `${passage.text}${' Indeed.'.repeat(number)}`, answer: true, correction: null, explanation: passage.text, difficulty: 2, bloom: 'remember', tags: [], topic: '', citation })),
  };
}

const anything = { cards: 6, questions: 3, cardTypes: null, questionKinds: null, difficulty: null, language: null };
type Asked = Partial<Parameters<TestStudent['api']['generation']['start']>[0]>;
const start = (asked: Asked = {}) => ada.api.generation.start({ id: v7(), courseId: course.courseId, wishes: anything, ...asked });
const newest = async () => (await ada.api.generation.list({ courseId: course.courseId })).items[0];
const itemsOf = async (page: number) => (await ada.api.document.items({ documentId: course.documentId, page })).items;
const held = async () => {
  const [cards, questions] = await Promise.all([t.deps.db.$count(tables.flashcards, eq(tables.flashcards.courseId, course.courseId)), t.deps.db.$count(tables.questions, eq(tables.questions.courseId, course.courseId))]);
  return { cards, questions };
};

describe('a request for more', () => {
  it('waits, is made by the worker, and gives what was wished for, shared among the topics, beside what was there', async () => {
    const before = await held();
    expect(await start()).toMatchObject({ status: 'queued', topics: 3, cards: 0, activity: 'Waiting for its turn' });
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', percent: 100, cards: 6, questions: 3, discarded: 0, engine: 'scripted', instead: null, error: null });
    expect(await held()).toEqual({ cards: before.cards + 6, questions: before.questions + 3 });
    const made = (await itemsOf(1)).filter((item) => item.kind === 'card' && item.front.startsWith('Wish'));
    expect(made.map((item) => [item.status, item.topic])).toEqual([
      ['accepted', 'Topic 1'],
      ['accepted', 'Topic 1'],
    ]);
  });

  it('makes drafts for those who look at them first', async () => {
    await ada.api.account.updateProfile({ settings: { lookAtDrafts: true } });
    await start({ topicIds: [course.topicIds[1] ?? ''] });
    await t.runJobs();
    expect((await ada.api.course.get({ id: course.courseId })).counts.drafts).toBe(9);
    expect((await itemsOf(2)).filter(({ status }) => status === 'draft')).toHaveLength(9);
  });

  it('tells the engine what is wished for, and what is asked already, whatever became of it', async () => {
    const told: (More | undefined)[] = [];
    t.model.drafts = (source, topic, more) => {
      told.push(more);
      return fresh(source, topic, more);
    };
    const [rejected] = await t.deps.db.update(tables.flashcards).set({ status: 'rejected' }).where(eq(tables.flashcards.id, course.cardIds[0] ?? '')).returning({ front: tables.flashcards.front });
    const wishes = { ...anything, questions: 0, cardTypes: ['basic' as const], difficulty: { from: 4, to: 5 }, language: 'fr' };
    await start({ wishes, topicIds: [course.topicIds[0] ?? ''] });
    await t.runJobs();
    const [{ known, ...wished } = { known: [] }] = told.flatMap((more) => more ?? []);
    expect(wished).toEqual(wishes);
    expect(known).toContainEqual({ topic: 0, asked: rejected?.front });
    expect(known).toHaveLength(18);
  });

  it('asks the next topics for what one does not give', async () => {
    t.model.drafts = (source, topic, more) => (topic === 0 ? { cards: [], questions: [] } : fresh(source, topic, more));
    await start();
    await t.runJobs();
    expect(await newest()).toMatchObject({ cards: 6, questions: 3 });
  });

  it('says how much it is where there is no more', async () => {
    t.model.drafts = (source, topic, more) => (topic === 1 ? fresh(source, topic, more && { ...more, cards: 1, questions: 0 }) : { cards: [], questions: [] });
    await start();
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', cards: 1, questions: 0 });
  });

  it('keeps nothing that does not stand on the page, and counts it', async () => {
    t.model.drafts = (source, topic, more) => {
      const drafts = fresh(source, topic, more);
      return { ...drafts, cards: drafts.cards.map((card) => ({ ...card, citation: { ...card.citation, quote: 'Never said.' } })) };
    };
    await start();
    await t.runJobs();
    expect(await newest()).toMatchObject({ cards: 0, questions: 3 });
    expect((await newest())?.discarded).toBeGreaterThanOrEqual(6);
  });

  it('is one when it is sent twice, and one at a time in a course', async () => {
    const id = v7();
    await Promise.all([start({ id }), start({ id })]);
    expect((await failure(start())).code).toBe('CONFLICT');
    expect((await ada.api.generation.list({ courseId: course.courseId })).items).toHaveLength(1);
    await t.runJobs();
    expect(await start()).toMatchObject({ status: 'queued' });
  });

  it('stops when it is stopped, keeps what was made, and goes on where it was', async () => {
    const { id } = await start();
    t.model.hold = async (asked) => {
      if (asked === 'draft 1') await ada.api.generation.cancel({ id });
    };
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'cancelled', cards: 2, questions: 1 });
    t.model.hold = () => Promise.resolve();
    expect(await ada.api.generation.resume({ id })).toMatchObject({ status: 'queued' });
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', cards: 6, questions: 3 });
    expect(t.model.asked).toEqual(['draft 0', 'draft 1', 'draft 1', 'draft 2']);
  });

  it('makes nothing twice when its worker dies between two topics', async () => {
    const before = await held();
    const { id } = await start();
    const dying = new AbortController();
    t.model.hold = async (asked) => {
      if (asked === 'draft 1') dying.abort(new Error('killed'));
    };
    await expect(generate(id, { deps: t.deps, signal: dying.signal, attempt: 0 })).rejects.toThrow('killed');
    t.model.hold = () => Promise.resolve();
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', cards: 6, questions: 3 });
    expect(await held()).toEqual({ cards: before.cards + 6, questions: before.questions + 3 });
  });

  it('makes room between two topics where it is the turn of others, and goes on where it was', async () => {
    const { id } = await start();
    const behind: number[] = [];
    const line = { standing: 0, express: false, ahead: () => Promise.resolve(0), standBehind: async (_: unknown, standing: number) => void behind.push(standing) };
    t.model.hold = () => Promise.resolve(t.clock.advance({ seconds: 5 }));
    await generate(id, { deps: t.deps, signal: new AbortController().signal, attempt: 0, line });
    expect(await newest()).toMatchObject({ status: 'queued', cards: 2, questions: 1, activity: 'Others have their turn, goes on in a moment' });
    expect(behind).toEqual([-2]);
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', cards: 6, questions: 3 });
    expect(t.model.asked).toEqual(['draft 0', 'draft 1', 'draft 2']);
  });

  it('waits behind what else its student has asked for, and not behind that of others', async () => {
    const second = await t.seedCourse(ada, { topics: 1 });
    const bob = await t.signUp();
    const third = await t.seedCourse(bob, { topics: 1 });
    await start();
    const [mine, theirs] = [await ada.api.generation.start({ id: v7(), courseId: second.courseId, wishes: anything }), await bob.api.generation.start({ id: v7(), courseId: third.courseId, wishes: anything })];
    expect(await generateJob.standing?.({ generationId: mine.id }, t.deps.db)).toBe(-1);
    expect(await generateJob.standing?.({ generationId: theirs.id }, t.deps.db)).toBe(0);
  });

  it('fails with what to do where that will not pass, and can go on', async () => {
    t.model.failures.push(new AppError('BAD_INPUT', 'The key of the model is wrong.', { retryable: false }));
    const { id } = await start();
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'failed', error: { detail: 'The key of the model is wrong.' } });
    await ada.api.generation.resume({ id });
    await t.runJobs();
    expect(await newest()).toMatchObject({ status: 'ready', cards: 6 });
  });

  it('is about chosen topics, with those that were merged into them, and of a hidden one only where it is chosen', async () => {
    const [first = '', second = '', third = ''] = course.topicIds;
    await ada.api.topic.merge({ ids: [second], into: first });
    await ada.api.topic.hide({ id: third, hidden: true });
    expect(await start()).toMatchObject({ topics: 2 });
    await t.runJobs();
    expect(await start({ topicIds: [third] })).toMatchObject({ topics: 1 });
    await t.runJobs();
    expect(await start({ topicIds: [first] })).toMatchObject({ topics: 2 });
    await t.runJobs();
    expect(new Set((await itemsOf(2)).map(({ topic }) => topic))).toEqual(new Set(['Topic 1']));
  });

  it('is about what was answered wrongly where that is asked for', async () => {
    expect((await failure(start({ from: 'wrong' }))).detail).toContain('answered wrongly');
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, topicIds: [course.topicIds[2] ?? ''] });
    await ada.api.quiz.submit({ id: attempt.id });
    expect(await start({ from: 'wrong' })).toMatchObject({ topics: 1 });
    await t.runJobs();
    expect(t.model.asked).toEqual(['draft 2']);
  });

  it('counts what it took of the model', async () => {
    t.model.hold = async (_, call) => call.onUsage({ task: 'draft', model: 'm', promptVersion: 'draft-4', inputTokens: 100, outputTokens: 40, costMicros: 7, durationMs: 5, outcome: 'ok' });
    await start();
    await t.runJobs();
    expect((await newest())?.spent).toEqual({ requests: 3, inputTokens: 300, outputTokens: 120, costMicros: 21 });
    expect((await ada.api.account.usage()).days).toMatchObject([{ feature: 'more', requests: 3, costMicros: 21 }]);
  });

  it('is nothing for an archived course, nor for nothing', async () => {
    await ada.api.course.update({ id: course.courseId, archived: true });
    expect((await failure(start())).detail).toContain('archived');
    await expect(start({ wishes: { ...anything, cards: 0, questions: 0 } })).rejects.toThrow('Choose how many');
  });

  it('does not go on while its course is archived', async () => {
    const { id } = await start();
    await ada.api.generation.cancel({ id });
    await ada.api.course.update({ id: course.courseId, archived: true });
    expect((await failure(ada.api.generation.resume({ id }))).detail).toContain('archived');
    await ada.api.course.update({ id: course.courseId, archived: false });
    expect(await ada.api.generation.resume({ id })).toMatchObject({ status: 'queued' });
  });
});

describe('what it would take', () => {
  const estimate = (asked: Partial<Parameters<TestStudent['api']['generation']['estimate']>[0]> = {}) => ada.api.generation.estimate({ courseId: course.courseId, wishes: anything, ...asked });

  it('is nothing with the built-in engine', async () => {
    expect(await estimate()).toMatchObject({ topics: 3, model: null, pricesAsOf: null, leftMicros: null });
  });

  it('is tokens and money with a model whose price is known, and tokens with another', async () => {
    Object.assign(t.deps.model, { engine: 'openai:gpt-4o-mini' });
    const all = await estimate();
    expect(all).toMatchObject({ topics: 3, leftMicros: 1_000_000, model: { requests: 3 } });
    const { inputTokens = 0, outputTokens = 0, costMicros } = all.model ?? {};
    expect(costMicros).toBe(Math.ceil(Number((inputTokens * 0.15 + outputTokens * 0.6).toFixed(6))));
    const one = await estimate({ topicIds: [course.topicIds[0] ?? ''] });
    expect(one.model?.inputTokens).toBeLessThan(inputTokens);
    expect(one.model?.outputTokens).toBe(outputTokens);
    Object.assign(t.deps.model, { engine: 'openai:llama' });
    expect(await estimate()).toMatchObject({ model: { inputTokens, costMicros: null }, pricesAsOf: null, leftMicros: null });
  });
});

describe('a document of a student who chooses later', () => {
  it('is read, has its topics, and gives nothing until it is asked for', async () => {
    await ada.api.account.updateProfile({ settings: { makeAtOnce: false } });
    const { id } = await ada.api.document.pasteText({ id: v7(), courseId: course.courseId, title: 'Reader', text: '# Organs\n\nAn organ is made of tissues.' });
    await t.runJobs();
    expect(await ada.api.document.get({ id })).toMatchObject({ status: 'ready', makeAtOnce: false, counts: { topics: 1, cards: 0, questions: 0 } });
    await start({ documentId: id });
    await t.runJobs();
    expect((await ada.api.document.get({ id })).counts).toMatchObject({ cards: 6, questions: 3 });
    expect((await newest())?.documentId).toBe(id);
  });
});
