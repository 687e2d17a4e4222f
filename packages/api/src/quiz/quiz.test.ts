import { rightAnswer, type QuestionAnswer, type QuestionContent } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  ada = await t.signUp();
  course = await t.seedCourse(ada, { topics: 2, questionsPerTopic: 4 });
});

const { attemptItems, questions } = tables;

/** The answer to a question of an attempt that scores everything. */
async function rightTo(attemptId: string, questionId: string): Promise<QuestionAnswer> {
  const [row] = await t.deps.db.select({ content: questions.content, order: attemptItems.shownOrder }).from(attemptItems).innerJoin(questions, eq(questions.id, attemptItems.questionId)).where(and(eq(attemptItems.attemptId, attemptId), eq(attemptItems.questionId, questionId)));
  if (!row) throw new Error('the question is in the attempt');
  return rightAnswer(row.content, row.order);
}

const secret = { single: 'the word that is right', correction: 'put right it says this', accepted: 'accepted-word', keyword: 'telling-keyword', why: 'it is another thing' };
const contents: QuestionContent[] = [
  { kind: 'single', options: [{ text: secret.single, correct: true }, { text: 'b', correct: false, why: secret.why }, { text: 'c', correct: false }] },
  { kind: 'multiple', options: [{ text: 'one', correct: true }, { text: 'two', correct: true }, { text: 'three', correct: false }] },
  { kind: 'trueFalse', answer: false, correction: secret.correction },
  { kind: 'fillIn', accepted: [secret.accepted], rejected: ['rejected-word'] },
  { kind: 'shortAnswer', rubric: [{ point: 'the first point', keywords: [secret.keyword] }, { point: 'the second point', keywords: ['another-keyword'] }] },
  { kind: 'matching', pairs: ['a', 'b', 'c'].map((left) => ({ left, right: `means ${left}` })) },
  { kind: 'ordering', items: ['first', 'second', 'third'] },
];

/** Makes the first seven questions of the course one of each kind. */
async function everyKind(): Promise<void> {
  for (const [index, content] of contents.entries()) await t.deps.db.update(questions).set({ content }).where(eq(questions.id, course.questionIds[index] ?? ''));
  await t.deps.db.update(questions).set({ deletedAt: t.deps.now() }).where(inArray(questions.id, course.questionIds.slice(contents.length)));
}

describe('a quiz', () => {
  it('is taken, handed in and shown with what was right, why, and where it stands', async () => {
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    expect(attempt.items).toHaveLength(4);
    for (const [index, item] of attempt.items.entries()) {
      const right = await rightTo(attempt.id, item.id);
      const answer = right.kind === 'single' && index === 0 ? { ...right, chosen: (right.chosen + 1) % 4 } : right;
      await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, answer });
    }
    const result = await ada.api.quiz.submit({ id: attempt.id });
    expect(result).toMatchObject({ right: 3, points: 3, questions: 4, answered: 4 });
    expect(result.items.map(({ score }) => score)).toEqual([0, 1, 1, 1]);
    for (const item of result.items) {
      expect(item.source?.passage.text.slice(item.source.passage.start, item.source.passage.end)).toBe(item.source?.citation.quote);
      expect(item.explanation).not.toBe('');
    }
    expect((await ada.api.progress.overview()).quizzes).toEqual({ attempts: 1, right: 3, of: 4 });
    expect((await ada.api.quiz.attempts({ courseId: course.courseId })).items).toHaveLength(1);
  });

  it('asks 25 questions where nothing else is said', async () => {
    course = await t.seedCourse(ada, { name: 'Large', topics: 6, questionsPerTopic: 5 });
    expect((await ada.api.quiz.start({ id: v7(), courseId: course.courseId })).items).toHaveLength(25);
  });

  it('grades every kind when it is handed in, and shows what is right of each', async () => {
    await everyKind();
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId });
    expect(attempt.items.map(({ ask }) => ask.kind).toSorted()).toEqual(contents.map(({ kind }) => kind).toSorted());
    for (const item of attempt.items) await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, answer: await rightTo(attempt.id, item.id) });
    const result = await ada.api.quiz.submit({ id: attempt.id });
    expect(result).toMatchObject({ right: 7, points: 7 });
    for (const { ask, answer, key } of result.items) {
      expect(key.kind).toBe(ask.kind);
      if (key.kind === 'matching') expect(answer).toEqual({ kind: 'matching', pairs: key.places });
      if (key.kind === 'ordering') expect(answer).toEqual({ kind: 'ordering', order: key.order });
      if (key.kind === 'trueFalse') expect(key).toMatchObject({ answer: false, correction: secret.correction });
      if (key.kind === 'single') expect(key.options.find(({ text }) => text === 'b')?.why).toBe(secret.why);
    }
  });

  it('gives part of the points for part of the answer', async () => {
    await everyKind();
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, kinds: ['matching', 'multiple'] });
    expect(attempt.items).toHaveLength(2);
    for (const item of attempt.items) {
      const right = await rightTo(attempt.id, item.id);
      const answer = right.kind === 'matching' ? { ...right, pairs: [right.pairs[0] ?? null, null, null] } : right.kind === 'multiple' ? { ...right, chosen: right.chosen.slice(0, 1) } : right;
      await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, answer });
    }
    const result = await ada.api.quiz.submit({ id: attempt.id });
    expect(result.right).toBe(0);
    expect(result.points).toBeCloseTo(1 / 3 + 1 / 2, 10);
  });

  it('tells nothing of what is right before it is handed in, whatever the kind', async () => {
    await everyKind();
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId });
    const { items } = await ada.api.quiz.get({ id: attempt.id });
    const told = JSON.stringify(items);
    expect(told).not.toMatch(/correct|explanation|quote|accepted|rejected|rubric|keyword|"why"|score/);
    for (const word of [secret.correction, secret.accepted, secret.keyword, secret.why, 'the first point']) expect(told).not.toContain(word);
    const shown = (kind: string) => items.find(({ ask }) => ask.kind === kind)?.ask;
    expect(shown('trueFalse')).toEqual({ kind: 'trueFalse' });
    expect(shown('fillIn')).toEqual({ kind: 'fillIn' });
    expect(shown('shortAnswer')).toEqual({ kind: 'shortAnswer', points: 2 });
    expect(shown('ordering')).not.toEqual({ kind: 'ordering', items: ['first', 'second', 'third'] });
    expect((await failure(ada.api.quiz.result({ id: attempt.id }))).code).toBe('CONFLICT');
  });

  it('takes only what is an answer to the question', async () => {
    await everyKind();
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId });
    const give = (kind: QuestionAnswer['kind'], answer: QuestionAnswer) => failure(ada.api.quiz.answer({ attemptId: attempt.id, questionId: attempt.items.find(({ ask }) => ask.kind === kind)?.id ?? '', answer }));
    expect((await give('single', { kind: 'single', chosen: 3 })).code).toBe('BAD_INPUT');
    expect((await give('single', { kind: 'trueFalse', value: true })).code).toBe('BAD_INPUT');
    expect((await give('multiple', { kind: 'multiple', chosen: [0, 0] })).code).toBe('BAD_INPUT');
    expect((await give('matching', { kind: 'matching', pairs: [0, 0, 1] })).code).toBe('BAD_INPUT');
    expect((await give('ordering', { kind: 'ordering', order: [0, 1] })).code).toBe('BAD_INPUT');
    expect((await give('fillIn', { kind: 'fillIn', text: '  ' })).code).toBe('BAD_INPUT');
  });

  it('lets the student judge a short answer once it is handed in', async () => {
    await everyKind();
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, kinds: ['shortAnswer'] });
    const questionId = attempt.items[0]?.id ?? '';
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId, answer: { kind: 'shortAnswer', text: `a ${secret.keyword}` } });
    const judge = (met: boolean[]) => ada.api.quiz.judge({ attemptId: attempt.id, questionId, met });
    expect((await failure(judge([true, true]))).code).toBe('CONFLICT');
    const suggested = await ada.api.quiz.submit({ id: attempt.id });
    expect(suggested).toMatchObject({ right: 0, points: 0.5, items: [{ score: 0.5, key: { met: [true, false], judged: false } }] });
    expect(await judge([true, true])).toMatchObject({ right: 1, points: 1, items: [{ score: 1, key: { met: [true, true], judged: true } }] });
    expect((await failure(judge([true]))).code).toBe('BAD_INPUT');
    expect((await ada.api.progress.overview()).quizzes).toMatchObject({ right: 1, of: 1 });
  });

  it('keeps each answer as it is given, and the last one counts', async () => {
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 2 });
    const [first] = attempt.items;
    if (!first) throw new Error('two questions');
    const answer = (chosen: number) => ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, answer: { kind: 'single', chosen } });
    await answer(1);
    await answer(2);
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, marked: true });
    const held = await ada.api.quiz.get({ id: attempt.id });
    expect(held.items[0]).toMatchObject({ answer: { kind: 'single', chosen: 2 }, marked: true });
    expect(held.answered).toBe(1);
    expect((await failure(answer(4))).code).toBe('BAD_INPUT');
  });

  it('begun twice with one id is the same quiz; handed in twice it was handed in once', async () => {
    const id = v7();
    const one = await ada.api.quiz.start({ id, courseId: course.courseId });
    const two = await ada.api.quiz.start({ id, courseId: course.courseId });
    expect(two).toEqual(one);
    const first = await ada.api.quiz.submit({ id });
    t.clock.advance({ minutes: 5 });
    expect(await ada.api.quiz.submit({ id })).toEqual(first);
    const [item] = one.items;
    expect((await failure(ada.api.quiz.answer({ attemptId: id, questionId: item?.id ?? '', answer: { kind: 'single', chosen: 0 } }))).code).toBe('CONFLICT');
  });
});

describe('which questions are asked', () => {
  it('are those that were not asked yet, before any is repeated', async () => {
    const first = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    const second = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    const asked = new Set([...first.items, ...second.items].map((item) => item.id));
    expect(asked.size).toBe(8);
  });

  it('keep to topics, kinds and difficulty, and it is said where there are none', async () => {
    const [topicId = '', other = ''] = course.topicIds;
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, topicIds: [topicId], questions: 50 });
    expect(attempt.items.map((item) => item.topic?.id)).toEqual(Array(4).fill(topicId));
    expect((await ada.api.quiz.start({ id: v7(), courseId: course.courseId, topicIds: [topicId, other], questions: 50 })).items).toHaveLength(8);
    await t.deps.db.update(questions).set({ difficulty: 4 }).where(eq(questions.id, course.questionIds[0] ?? ''));
    const hard = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, difficulty: { from: 4, to: 5 } });
    expect(hard.items.map(({ id }) => id)).toEqual([course.questionIds[0]]);
    expect((await failure(ada.api.quiz.start({ id: v7(), courseId: course.courseId, kinds: ['ordering'] }))).detail).toMatch(/of these kinds/);
    const empty = v7();
    await ada.api.course.create({ id: empty, name: 'Empty' });
    expect((await failure(ada.api.quiz.start({ id: v7(), courseId: empty }))).detail).toMatch(/no questions here yet/);
  });

  it('are those that were answered wrongly the last time, and only those', async () => {
    const wrongOnly = () => ada.api.quiz.start({ id: v7(), courseId: course.courseId, from: 'wrong' });
    expect((await failure(wrongOnly())).code).toBe('CONFLICT');
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId });
    for (const item of attempt.items.slice(2)) await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, answer: await rightTo(attempt.id, item.id) });
    await ada.api.quiz.submit({ id: attempt.id });
    const missed = attempt.items.slice(0, 2).map(({ id }) => id);
    expect((await ada.api.quiz.choices({ courseId: course.courseId })).groups).toEqual([{ kind: 'single', difficulty: 1, questions: 8, wrong: 2 }]);
    t.clock.advance({ minutes: 1 });
    const again = await wrongOnly();
    expect(again.items.map(({ id }) => id).toSorted()).toEqual(missed.toSorted());
    const [known] = again.items;
    if (!known) throw new Error('two questions');
    await ada.api.quiz.answer({ attemptId: again.id, questionId: known.id, answer: await rightTo(again.id, known.id) });
    await ada.api.quiz.submit({ id: again.id });
    expect((await wrongOnly()).items.map(({ id }) => id)).toEqual(missed.filter((id) => id !== known.id));
  });

  it('are more like one: of its topic and kind first, none that was asked', async () => {
    await t.deps.db.update(questions).set({ content: contents[6] ?? { kind: 'fillIn', accepted: ['a'], rejected: [] } }).where(inArray(questions.id, [course.questionIds[1] ?? '', course.questionIds[2] ?? '', course.questionIds[4] ?? '']));
    const like = course.questionIds[1] ?? '';
    const near = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, like, questions: 1 });
    expect(near.items.map(({ id }) => id)).toEqual([course.questionIds[2]]);
    const rest = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, like, questions: 50 });
    expect(rest.items.map(({ id }) => id).toSorted()).toEqual([0, 3, 4].map((index) => course.questionIds[index] ?? '').toSorted());
    expect((await failure(ada.api.quiz.start({ id: v7(), courseId: course.courseId, like }))).detail).toMatch(/asked already/);
  });
});
