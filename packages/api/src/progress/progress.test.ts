import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  t.clock.set('2026-03-02T09:00:00.000Z');
  ada = await t.signUp({ timeZone: 'America/New_York' });
  course = await t.seedCourse(ada, { topics: 2, cardsPerTopic: 6 });
});

async function answer(rating: 1 | 2 | 3 | 4, count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const [card] = (await ada.api.flashcard.studySession({ limit: 1 })).cards;
    if (!card) throw new Error('nothing to study');
    const id = v7();
    ids.push(id);
    await ada.api.flashcard.review({ id, cardId: card.id, rating, version: card.version, durationMs: 30_000 });
  }
  return ids;
}

describe('today', () => {
  it('says what is due, new and done on the student’s own day', async () => {
    expect(await ada.api.progress.today()).toMatchObject({ day: '2026-03-02', due: 0, learning: 0, new: 12, done: 0, secondsPerCard: null });
    await answer(4, 4);
    await answer(1);
    const later = await ada.api.progress.today();
    expect(later).toMatchObject({ due: 0, learning: 1, new: 7, done: 5 });
    expect(later.courses).toMatchObject([{ id: course.courseId, cards: 12, cardsStudied: 5, due: 0, new: 7 }]);
    // 03:30 in New York still is the day before; at 04:00 the next one starts.
    t.clock.set('2026-03-03T08:30:00.000Z');
    expect(await ada.api.progress.today()).toMatchObject({ day: '2026-03-02', done: 5 });
    t.clock.set('2026-03-03T09:00:00.000Z');
    expect(await ada.api.progress.today()).toMatchObject({ day: '2026-03-03', done: 0 });
  });

  it('gives a pace only from enough answers', async () => {
    await answer(4, 9);
    expect((await ada.api.progress.today()).secondsPerCard).toBeNull();
    await answer(4);
    expect((await ada.api.progress.today()).secondsPerCard).toBe(30);
  });
});

describe('progress', () => {
  it('counts answers by the student’s day, reviews and quiz answers alike, and leaves out what was undone', async () => {
    await answer(4, 2);
    t.clock.set('2026-03-03T03:00:00.000Z');
    const [undone = ''] = await answer(3);
    await ada.api.flashcard.undoReview({ id: undone });
    t.clock.set('2026-03-04T15:00:00.000Z');
    const attempt = await ada.api.quiz.start({ id: v7(), courseId: course.courseId, questions: 3 });
    for (const item of attempt.items) await ada.api.quiz.answer({ attemptId: attempt.id, questionId: item.id, answer: { kind: 'single', chosen: 0 } });
    const map = await ada.api.progress.heatmap({ weeks: 2 });
    expect(map).toEqual({ from: '2026-02-23', to: '2026-03-04', days: [{ day: '2026-03-02', answers: 2 }, { day: '2026-03-04', answers: 3 }] });
  });

  it('knows the days in a row', async () => {
    await answer(4);
    t.clock.advance({ days: 1 });
    await answer(4);
    t.clock.advance({ days: 1 });
    expect((await ada.api.progress.overview()).streak).toEqual({ current: 2, longest: 2, studiedToday: false });
    t.clock.advance({ days: 2 });
    expect((await ada.api.progress.overview()).streak).toEqual({ current: 0, longest: 2, studiedToday: false });
  });

  it('counts as remembered only reviews of cards that were known', async () => {
    await answer(4, 3);
    t.clock.advance({ days: 10 });
    const { cards } = await ada.api.flashcard.studySession({ limit: 50 });
    const known = cards.filter((card) => card.state === 'review');
    expect(known).toHaveLength(3);
    for (const [index, card] of known.entries()) await ada.api.flashcard.review({ id: v7(), cardId: card.id, rating: index === 0 ? 1 : 3, version: card.version, durationMs: 60_000 });
    const overview = await ada.api.progress.overview();
    expect(overview.retention).toEqual({ right: 2, of: 3 });
    expect(overview.reviews).toEqual({ total: 6, minutes: 5 });
    expect(overview.cards).toEqual({ new: 9, learning: 1, review: 2, suspended: 0 });
    expect(overview.courses).toMatchObject([{ id: course.courseId, cards: { new: 9, learning: 1, review: 2, suspended: 0 } }]);
  });
});
