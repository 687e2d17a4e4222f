import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.jobs.clear();
  ada = await t.signUp();
});

const exists = (path: string) => access(path).then(() => true, () => false);

describe('courses', () => {
  it('are made once for one request, listed in the order of their making, page by page', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const id = v7();
      ids.push(id);
      t.clock.advance({ seconds: 1 });
      await ada.api.course.create({ id, name: `Course ${n}` });
      await ada.api.course.create({ id, name: `Course ${n}` });
    }
    const first = await ada.api.course.list({ limit: 2 });
    const rest = await ada.api.course.list({ limit: 2, ...(first.nextCursor !== null && { cursor: first.nextCursor }) });
    expect([...first.items, ...rest.items].map((course) => course.id)).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
  });

  it('of somebody else cannot be taken over by their id', async () => {
    const eve = await t.signUp({ name: 'Eve' });
    const id = v7();
    await ada.api.course.create({ id, name: 'Mine' });
    expect((await failure(eve.api.course.create({ id, name: 'Hers' }))).code).toBe('NOT_FOUND');
    expect((await ada.api.course.get({ id })).name).toBe('Mine');
  });

  it('open with topics, documents and the counts of whoever asks, in one request', async () => {
    const seeded = await t.seedCourse(ada, { topics: 2, cardsPerTopic: 3, questionsPerTopic: 2 });
    const bob = await t.signUp({ name: 'Bob' });
    await t.joinCourse(seeded.courseId, bob);
    const { cards } = await ada.api.flashcard.studySession({ limit: 2 });
    for (const card of cards) await ada.api.flashcard.review({ id: v7(), cardId: card.id, rating: 4, version: 0, durationMs: 1 });
    t.clock.advance({ days: 20 });
    const open = await ada.api.course.open({ id: seeded.courseId });
    expect(open.course.counts).toEqual({ documents: 1, cards: 6, due: 2, new: 4, questions: 4, drafts: 0 });
    expect(open.topics.items.map((topic) => topic.cards)).toEqual([
      { total: 3, new: 1, learning: 0, review: 2, suspended: 0, due: 2 },
      { total: 3, new: 3, learning: 0, review: 0, suspended: 0, due: 0 },
    ]);
    expect(open.topics.items.map((topic) => topic.questions)).toEqual([2, 2]);
    expect(open.documents.items).toMatchObject([{ id: seeded.documentId, counts: { topics: 2, cards: 6, questions: 4 } }]);
    const his = await bob.api.course.open({ id: seeded.courseId });
    expect(his.course).toMatchObject({ role: 'student', counts: { due: 0, new: 6 } });
  });

  it('archived ask nothing, and ask again when they are taken out', async () => {
    const { courseId, cardIds } = await t.seedCourse(ada, { topics: 1, cardsPerTopic: 3 });
    const [suspended = '', deleted = ''] = cardIds;
    await ada.api.flashcard.suspend({ id: suspended, suspended: true });
    await ada.api.flashcard.delete({ id: deleted });
    await ada.api.course.update({ id: courseId, archived: true });
    expect((await ada.api.flashcard.studySession({})).cards).toEqual([]);
    expect((await ada.api.course.list({})).items).toEqual([]);
    expect((await ada.api.course.list({ archived: true })).items.map((course) => course.id)).toEqual([courseId]);
    await ada.api.flashcard.suspend({ id: suspended, suspended: false });
    expect((await ada.api.flashcard.studySession({})).cards).toEqual([]);
    await ada.api.course.update({ id: courseId, archived: false });
    expect((await ada.api.flashcard.studySession({})).cards.map((card) => card.id)).toEqual([suspended, cardIds[2]]);
  });

  it('are renamed and dated by their owner alone', async () => {
    const { courseId } = await t.seedCourse(ada);
    const bob = await t.signUp({ name: 'Bob' });
    await t.joinCourse(courseId, bob, 'teacher');
    expect(await ada.api.course.update({ id: courseId, name: ' Biology ', examDate: '2026-06-30' })).toMatchObject({ name: 'Biology', examDate: '2026-06-30' });
    expect((await failure(bob.api.course.update({ id: courseId, name: 'His' }))).code).toBe('FORBIDDEN');
    expect((await failure(ada.api.course.update({ id: courseId, name: '   ' }))).fields).toHaveProperty('name');
  });

  it('say what goes with them, and go with it, files too', async () => {
    const { courseId, storageKey, cardIds } = await t.seedCourse(ada, { topics: 2, cardsPerTopic: 3, questionsPerTopic: 2 });
    const kept = await t.seedCourse(ada, { name: 'Kept', topics: 1, cardsPerTopic: 1 });
    await ada.api.flashcard.review({ id: v7(), cardId: cardIds[0] ?? '', rating: 3, version: 0, durationMs: 1 });
    await ada.api.quiz.start({ id: v7(), courseId });
    expect(await ada.api.course.deletionPreview({ id: courseId })).toEqual({ documents: 1, cards: 6, questions: 4, reviews: 1, attempts: 1, members: 1 });
    const bob = await t.signUp({ name: 'Bob' });
    await t.joinCourse(courseId, bob, 'teacher');
    expect((await failure(bob.api.course.delete({ id: courseId }))).code).toBe('FORBIDDEN');
    await ada.api.course.delete({ id: courseId });
    await t.runJobs();
    expect(await exists(join(t.folder, storageKey))).toBe(false);
    expect(await t.deps.db.$count(tables.flashcards, eq(tables.flashcards.courseId, courseId))).toBe(0);
    expect(await exists(join(t.folder, kept.storageKey))).toBe(true);
    expect(await t.deps.db.$count(tables.flashcards, eq(tables.flashcards.courseId, kept.courseId))).toBe(1);
  });

  it('have a limit in number', async () => {
    await t.deps.db.insert(tables.courses).values(Array.from({ length: limits.course.maxPerStudent }, (_, n) => ({ id: v7(), ownerId: ada.id, name: `Course ${n}` })));
    const [last] = await t.deps.db.select({ id: tables.courses.id }).from(tables.courses).where(eq(tables.courses.ownerId, ada.id)).limit(1);
    const id = last?.id ?? '';
    await t.deps.db.delete(tables.courses).where(eq(tables.courses.id, id));
    const both = await Promise.allSettled([ada.api.course.create({ id, name: 'Last' }), ada.api.course.create({ id: v7(), name: 'Last, too' })]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await t.deps.db.$count(tables.courses, eq(tables.courses.ownerId, ada.id))).toBe(limits.course.maxPerStudent);
    const [made] = await t.deps.db.select({ id: tables.courses.id, name: tables.courses.name }).from(tables.courses).innerJoin(tables.courseMembers, eq(tables.courseMembers.courseId, tables.courses.id)).where(eq(tables.courses.ownerId, ada.id));
    // Its request sent again is no further course.
    expect((await ada.api.course.create({ id: made?.id ?? '', name: made?.name ?? '' })).id).toBe(made?.id);
    const refused = await failure(ada.api.course.create({ id: v7(), name: 'One more' }));
    expect(refused).toMatchObject({ code: 'CONFLICT' });
    expect(refused.detail).toContain(String(limits.course.maxPerStudent));
  });
});

describe('the palette', () => {
  it('finds courses, documents and cards of the asking student alone', async () => {
    const seeded = await t.seedCourse(ada, { name: 'Cell 100%_biology' });
    const eve = await t.signUp({ name: 'Eve' });
    const found = await ada.api.search.find({ words: '100%_' });
    expect(found.courses.map((course) => course.id)).toEqual([seeded.courseId]);
    expect(found.documents.map((document) => document.id)).toEqual([seeded.documentId]);
    expect((await ada.api.search.find({ words: 'term 1.1' })).cards.map((card) => card.courseName)).toEqual(['Cell 100%_biology']);
    expect(await eve.api.search.find({ words: 'term' })).toEqual({ courses: [], documents: [], cards: [] });
  });
});
