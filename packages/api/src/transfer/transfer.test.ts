import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi, type TestStudent } from '../testing/index.ts';

let api: TestApi;
let ada: TestStudent;
beforeAll(async () => {
  api = await createTestApi();
  ada = await api.signUp();
});
afterAll(() => api.close());

/** Every page of a list, by its cursor. */
async function all<Item>(read: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const next = await read(cursor);
    items.push(...next.items);
    if (next.nextCursor === null) return items;
    cursor = next.nextCursor;
  }
}

test('cards and questions come whole, each once, over any number of pages', async () => {
  const { courseId, cardIds, questionIds, pages, documentId } = await api.seedCourse(ada, { topics: 3, cardsPerTopic: 4, questionsPerTopic: 3 });
  const cards = await all((cursor) => ada.api.transfer.cards({ courseId, limit: 5, cursor }));
  const questions = await all((cursor) => ada.api.transfer.questions({ courseId, limit: 2, cursor }));
  expect(cards.map((card) => card.id).toSorted()).toEqual(cardIds.toSorted());
  expect(questions.map((question) => question.id).toSorted()).toEqual(questionIds.toSorted());
  for (const { citation, documentId: from } of [...cards, ...questions]) {
    expect(from).toBe(documentId);
    expect(citation && pages[citation.page - 1]?.slice(citation.start, citation.end)).toBe(citation?.quote);
  }
  for (const { content, explanation } of questions) {
    expect(content.kind === 'single' && content.options.filter((option) => option.correct)).toHaveLength(1);
    expect(explanation).not.toBe('');
  }
});

test('a card has its schedule, and ratings are told as they count', async () => {
  const { courseId, cardIds } = await api.seedCourse(ada, { topics: 1, cardsPerTopic: 2 });
  const [first = '', second = ''] = cardIds;
  const [kept, undone] = [api.deps.newId(), api.deps.newId()];
  await ada.api.flashcard.review({ id: kept, cardId: first, rating: 4, version: 0, durationMs: 1200 });
  await ada.api.flashcard.review({ id: undone, cardId: second, rating: 1, version: 0, durationMs: 800 });
  await ada.api.flashcard.undoReview({ id: undone });
  await ada.api.flashcard.suspend({ id: second, suspended: true });
  const own = api.deps.newId();
  await ada.api.flashcard.create({ id: own, courseId, front: 'Mine', back: 'Too' });

  const cards = new Map((await ada.api.transfer.cards({ courseId })).items.map((card) => [card.id, card]));
  expect(cards.get(first)?.schedule).toMatchObject({ state: 'review', reps: 1, lastRating: 4, lastReviewAt: api.clock.now().toISOString(), suspended: false });
  expect(cards.get(first)?.schedule.stability).toBeGreaterThan(0);
  expect(cards.get(second)?.schedule).toMatchObject({ state: 'new', due: null, reps: 0, lastRating: null, suspended: true });
  expect(cards.get(own)).toMatchObject({ origin: 'own', citation: null, documentId: null });
  expect((await ada.api.transfer.reviews({ courseId })).items).toEqual([{ id: kept, cardId: first, rating: 4, reviewedAt: api.clock.now().toISOString(), durationMs: 1200, stateBefore: 'new' }]);
});

test('another member has their own schedules and ratings', async () => {
  const { courseId, cardIds } = await api.seedCourse(ada, { topics: 1 });
  const ben = await api.signUp();
  await api.joinCourse(courseId, ben);
  await ada.api.flashcard.review({ id: api.deps.newId(), cardId: cardIds[0] ?? '', rating: 3, version: 0, durationMs: 1 });
  expect((await ben.api.transfer.reviews({ courseId })).items).toEqual([]);
  expect((await ben.api.transfer.cards({ courseId })).items.every((card) => card.schedule.state === 'new')).toBe(true);
});
