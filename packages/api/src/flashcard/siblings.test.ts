import { tables } from '@studywright/db';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeDrafts } from '../document/reading/drafts.ts';
import { createTestApi, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;
/** Of one fact in two directions. */
let [forth, back] = ['', ''];

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  t.clock.set('2026-03-02T09:00:00.000Z');
  ada = await t.signUp();
  course = await t.seedCourse(ada, { topics: 1, cardsPerTopic: 3 });
  [forth, back] = [course.cardIds[0] ?? '', course.cardIds[2] ?? ''];
  await makeSiblings([forth, back]);
});

async function makeSiblings(ids: string[]): Promise<void> {
  const siblingId = v7();
  await t.deps.db.update(tables.flashcards).set({ siblingId }).where(inArray(tables.flashcards.id, ids));
  await t.deps.db.update(tables.cardSchedules).set({ siblingId }).where(inArray(tables.cardSchedules.cardId, ids));
}

const sitting = () => ada.api.flashcard.studySession({});
const served = async () => (await sitting()).cards.map(({ id }) => id);
async function rate(cardId: string, rating: 1 | 2 | 3 | 4, id = v7()): Promise<string> {
  const [row] = await t.deps.db.select({ version: tables.cardSchedules.version }).from(tables.cardSchedules).where(and(eq(tables.cardSchedules.cardId, cardId), eq(tables.cardSchedules.userId, ada.id)));
  await ada.api.flashcard.review({ id, cardId, rating, version: row?.version ?? -1, durationMs: 3_000 });
  return id;
}
/** Cards that are there to be studied, by each of the places that count them. */
async function counted() {
  const [session, today, list, topics] = await Promise.all([sitting(), ada.api.progress.today(), ada.api.course.list({}), ada.api.course.topics({ courseId: course.courseId })]);
  const [held] = list.items;
  const [due] = [await ada.api.flashcard.list({ courseId: course.courseId, state: 'due' })];
  return { served: session.cards.length, session: session.counts, today: { new: today.new, learning: today.learning, due: today.due }, course: { new: held?.counts.new, due: held?.counts.due }, topic: topics.items[0]?.cards.due, list: due.items.length };
}

describe('siblings', () => {
  it('do not come both as new ones, and are counted as what comes', async () => {
    expect(await served()).toEqual([forth, course.cardIds[1]]);
    expect(await counted()).toEqual({ served: 2, session: { new: 2, learning: 0, due: 0 }, today: { new: 2, learning: 0, due: 0 }, course: { new: 2, due: 0 }, topic: 0, list: 0 });
  });

  it('wait until the student’s next day once one was rated', async () => {
    await ada.api.account.updateProfile({ settings: { dayStartHour: 4 } });
    await rate(forth, 4);
    expect(await served()).toEqual([course.cardIds[1]]);
    expect((await counted()).session).toEqual({ new: 1, learning: 0, due: 0 });
    t.clock.set('2026-03-03T03:59:00.000Z');
    expect(await served()).not.toContain(back);
    t.clock.set('2026-03-03T04:00:00.000Z');
    expect(await served()).toContain(back);
  });

  it('do not come both when both are due: the one that has waited does so for a day more', async () => {
    await rate(forth, 4);
    t.clock.advance({ days: 1 });
    await rate(back, 4);
    t.clock.advance({ days: 60 });
    expect(await served()).toEqual([forth, course.cardIds[1]]);
    expect(await counted()).toEqual({ served: 2, session: { new: 1, learning: 0, due: 1 }, today: { new: 1, learning: 0, due: 1 }, course: { new: 1, due: 1 }, topic: 1, list: 1 });
    await rate(forth, 3);
    expect(await served()).toEqual([course.cardIds[1]]);
    await rate(course.cardIds[1] ?? '', 4);
    const rest = await sitting();
    expect([rest.cards, rest.counts]).toEqual([[], { new: 0, learning: 0, due: 0 }]);
    expect(rest.next?.at).toBe('2026-05-03T04:00:00.000Z');
    t.clock.set(rest.next?.at ?? '');
    expect(await served()).toContain(back);
  });

  it('come again when the rating is undone, unless the card was rated before on that day', async () => {
    const first = await rate(forth, 1);
    const second = await rate(forth, 3);
    await ada.api.flashcard.undoReview({ id: second });
    t.clock.advance({ minutes: 30 });
    expect((await counted()).session).toEqual({ new: 1, learning: 1, due: 0 });
    await ada.api.flashcard.undoReview({ id: first });
    const [row] = await t.deps.db.select({ buriedUntil: tables.cardSchedules.buriedUntil }).from(tables.cardSchedules).where(eq(tables.cardSchedules.cardId, back));
    expect(row).toEqual({ buriedUntil: null });
  });

  it('of another student are not touched', async () => {
    const bob = await t.signUp();
    await t.joinCourse(course.courseId, bob);
    await rate(forth, 4);
    expect((await bob.api.flashcard.studySession({})).cards.map(({ id }) => id)).toEqual([forth, course.cardIds[1]]);
    const rows = await t.deps.db.select({ id: tables.cardSchedules.cardId }).from(tables.cardSchedules).where(and(eq(tables.cardSchedules.userId, bob.id), sql`${tables.cardSchedules.siblingId} is not null`));
    expect(rows).toHaveLength(2);
  });

  it('let the other one come where one is suspended', async () => {
    await ada.api.flashcard.suspend({ id: forth, suspended: true });
    expect(await served()).toEqual([course.cardIds[1], back]);
  });

  it('are known from what the engine says of them, the same ones whenever they are stored', async () => {
    const topicId = v7();
    const text = course.pages[0] ?? '';
    const citation = { page: 1, start: 0, end: 7, quote: text.slice(0, 7) };
    const { pages, ...source } = { title: 'Reader', mediaType: 'text/plain', pageKind: 'page' as const, language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [] };
    await t.deps.db.insert(tables.topics).values({ id: topicId, courseId: course.courseId, documentId: course.documentId, ordinal: 9, title: 'More', terms: [], passages: [], firstPage: 1 });
    const cards = ['osmosis', 'osmosis', 'mitosis'].map((sibling, at) => ({ type: 'basic' as const, sibling, front: `Front ${at}`, back: 'Back', topic: 'More', citation }));
    await t.deps.db.transaction((tx) => storeDrafts(t.deps, tx, { document: { id: course.documentId, courseId: course.courseId }, topic: { id: topicId }, source: { ...source, pages }, meanings: null, grounded: { cards, questions: [], discarded: [] } }));
    const rows = await t.deps.db.select({ card: tables.flashcards.siblingId, schedule: tables.cardSchedules.siblingId }).from(tables.flashcards).innerJoin(tables.cardSchedules, eq(tables.cardSchedules.cardId, tables.flashcards.id)).where(eq(tables.flashcards.topicId, topicId)).orderBy(tables.flashcards.ordinal);
    expect(rows.map(({ card, schedule }) => card !== null && card === schedule)).toEqual([true, true, true]);
    expect(rows[0]?.card).toBe(rows[1]?.card);
    expect(rows[2]?.card).not.toBe(rows[0]?.card);
  });
});
