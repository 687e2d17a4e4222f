import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
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

/** The place at which an attempt shows the right option of a question. */
async function rightPlace(questionId: string, options: string[]): Promise<number> {
  const [row] = await t.deps.db.select({ options: tables.questions.options }).from(tables.questions).where(eq(tables.questions.id, questionId));
  return options.indexOf(row?.options.find((option) => option.correct)?.text ?? '');
}

describe('a quiz', () => {
  it('is taken, handed in and shown with what was right, why, and where it stands', async () => {
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    expect(attempt.items).toHaveLength(4);
    for (const [index, item] of attempt.items.entries()) {
      const place = await rightPlace(item.id, item.options);
      await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, chosen: index === 0 ? (place + 1) % 4 : place });
    }
    const result = await ada.api.quiz.submit({ id: attempt.id });
    expect(result).toMatchObject({ right: 3, questions: 4, answered: 4 });
    for (const item of result.items) {
      expect(item.correct).toBe(await rightPlace(item.id, item.options));
      expect(item.source?.passage.text.slice(item.source.passage.start, item.source.passage.end)).toBe(item.source?.citation.quote);
      expect(item.explanation).not.toBe('');
    }
    expect((await ada.api.progress.overview()).quizzes).toEqual({ attempts: 1, right: 3, of: 4 });
    expect((await ada.api.quiz.attempts({ courseId: course.courseId })).items).toHaveLength(1);
  });

  it('tells nothing of what is right before it is handed in', async () => {
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId });
    expect(JSON.stringify(await ada.api.quiz.get({ id: attempt.id }))).not.toMatch(/correct|explanation|quote/);
    expect((await failure(ada.api.quiz.result({ id: attempt.id }))).code).toBe('CONFLICT');
  });

  it('keeps each answer as it is given, and the last one counts', async () => {
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 2 });
    const [first] = attempt.items;
    if (!first) throw new Error('two questions');
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, chosen: 1 });
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, chosen: 2 });
    await ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, marked: true });
    const held = await ada.api.quiz.get({ id: attempt.id });
    expect(held.items[0]).toMatchObject({ chosen: 2, marked: true });
    expect(held.answered).toBe(1);
    expect((await failure(ada.api.quiz.answer({ attemptId: attempt.id, questionId: first.id, chosen: 4 }))).code).toBe('BAD_INPUT');
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
    expect((await failure(ada.api.quiz.answer({ attemptId: id, questionId: item?.id ?? '', chosen: 0 }))).code).toBe('CONFLICT');
  });

  it('asks what was not asked yet before it repeats', async () => {
    const first = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    const second = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 4 });
    const asked = new Set([...first.items, ...second.items].map((item) => item.id));
    expect(asked.size).toBe(8);
  });

  it('keeps to a topic, and says so where there are no questions', async () => {
    const [topicId = ''] = course.topicIds;
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, topicId, questions: 50 });
    expect(attempt.items.map((item) => item.topic?.id)).toEqual(Array(4).fill(topicId));
    const empty = v7();
    await ada.api.course.create({ id: empty, name: 'Empty' });
    expect((await failure(ada.api.quiz.start({ id: v7(), courseId: empty }))).detail).toMatch(/no questions here yet/);
  });
});
