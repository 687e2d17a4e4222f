import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, failure, type SeededCourse, type TestApi, type TestStudent } from '../testing/index.ts';
import { purgeDeletedCards } from './service.ts';

let t: TestApi;
let ada: TestStudent;
let course: SeededCourse;

beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  t.clock.set('2026-03-02T09:00:00.000Z');
  ada = await t.signUp();
  course = await t.seedCourse(ada, { topics: 3, cardsPerTopic: 4 });
});

const rate = (card: { id: string; version: number }, rating: 1 | 2 | 3 | 4, id = v7()) => ({ id, cardId: card.id, rating, version: card.version, durationMs: 5_000 });

async function firstCard() {
  const { cards } = await ada.api.flashcard.studySession({ limit: 1 });
  const [card] = cards;
  if (!card) throw new Error('A new course has a card to study.');
  return card;
}

const reviewRows = (cardId: string) => t.deps.db.select().from(tables.reviews).where(eq(tables.reviews.cardId, cardId));

describe('a sitting', () => {
  it('brings new cards in the order of the document, up to the limit of the day', async () => {
    await ada.api.account.updateProfile({ settings: { newCardsPerDay: 5 } });
    const session = await ada.api.flashcard.studySession({});
    expect(session.cards.map((card) => card.id)).toEqual(course.cardIds.slice(0, 5));
    expect(session.counts).toEqual({ new: 5, learning: 0, due: 0 });
    expect(session.secondsPerCard).toBeNull();
  });

  it('counts what was begun today against the limit, and lets more in when the student’s day turns', async () => {
    await ada.api.account.updateProfile({ settings: { newCardsPerDay: 2, dayStartHour: 4 } });
    for (let n = 0; n < 2; n += 1) await ada.api.flashcard.review(rate(await firstCard(), 4));
    expect((await ada.api.flashcard.studySession({})).counts.new).toBe(0);
    t.clock.set('2026-03-03T03:59:00.000Z');
    expect((await ada.api.flashcard.studySession({})).counts.new).toBe(0);
    t.clock.set('2026-03-03T04:00:00.000Z');
    expect((await ada.api.flashcard.studySession({})).counts.new).toBe(2);
  });

  it('brings a short step back, a little early when nothing else is left, and then says when the next comes', async () => {
    await ada.api.account.updateProfile({ settings: { newCardsPerDay: 1 } });
    const card = await firstCard();
    await ada.api.flashcard.review(rate(card, 1));
    const again = await ada.api.flashcard.studySession({});
    expect(again.cards.map((next) => next.id)).toEqual([card.id]);
    expect(again.counts).toEqual({ new: 0, learning: 1, due: 0 });
    await ada.api.flashcard.review(rate({ id: card.id, version: 1 }, 4));
    const done = await ada.api.flashcard.studySession({});
    expect(done.cards).toEqual([]);
    expect(done.next?.cards).toBe(1);
    expect(new Date(done.next?.at ?? 0).getTime()).toBeGreaterThan(t.clock.now().getTime());
  });

  it('mixes reviews that are due with new cards, and keeps to a course or a topic when asked', async () => {
    await ada.api.account.updateProfile({ settings: { newCardsPerDay: 3 } });
    for (let n = 0; n < 3; n += 1) await ada.api.flashcard.review(rate(await firstCard(), 4));
    t.clock.advance({ days: 30 });
    const session = await ada.api.flashcard.studySession({});
    const states = session.cards.map((card) => card.state);
    expect(session.counts).toEqual({ new: 3, learning: 0, due: 3 });
    expect(states.filter((state) => state === 'new')).toHaveLength(3);
    expect(states.slice(0, 4)).toContain('new');
    const topic = course.topicIds[2] ?? '';
    const only = await ada.api.flashcard.studySession({ topicId: topic });
    expect(only.cards.every((card) => card.topic?.id === topic)).toBe(true);
    expect(only.cards).toHaveLength(3);
  });

  it('shows each card with the passage that it stands on', async () => {
    const card = await firstCard();
    expect(card.source).not.toBeNull();
    const { citation, passage } = card.source ?? { citation: { page: 0, start: 0, end: 0, quote: '' }, passage: { text: '', start: 0, end: 0 } };
    const page = course.pages[citation.page - 1] ?? '';
    expect(page.slice(citation.start, citation.end)).toBe(citation.quote);
    expect(passage.text.slice(passage.start, passage.end)).toBe(citation.quote);
    expect(page).toContain(passage.text);
  });

  it('says of what its document is made: a card from a slide is not from a page', async () => {
    expect((await firstCard()).source?.kind).toBe('page');
    await t.deps.db.update(tables.documents).set({ pageKind: 'slide' }).where(eq(tables.documents.courseId, course.courseId));
    expect((await firstCard()).source?.kind).toBe('slide');
  });
});

describe('a rating', () => {
  it('gives the interval that its button showed', async () => {
    const card = await firstCard();
    const { outcome, card: next } = await ada.api.flashcard.review(rate(card, 3));
    expect(outcome).toBe('recorded');
    expect((Date.parse(next.due ?? '') - t.clock.now().getTime()) / 1000).toBe(card.intervals[3]);
    expect(next.version).toBe(card.version + 1);
    expect(next.lastReview).toEqual({ at: t.clock.now().toISOString(), rating: 3 });
  });

  it('sent twice counts once', async () => {
    const card = await firstCard();
    const input = rate(card, 3);
    const first = await ada.api.flashcard.review(input);
    t.clock.advance({ minutes: 1 });
    const second = await ada.api.flashcard.review(input);
    expect(second.outcome).toBe('recorded');
    expect(second.card.version).toBe(first.card.version);
    expect(second.card.due).toBe(first.card.due);
    expect(await reviewRows(card.id)).toHaveLength(1);
  });

  it('sent twice at the same moment counts once', async () => {
    const card = await firstCard();
    const input = rate(card, 3);
    const results = await Promise.all([ada.api.flashcard.review(input), ada.api.flashcard.review(input), ada.api.flashcard.review(input)]);
    expect(results.map((result) => [result.outcome, result.card.version])).toEqual(Array(3).fill(['recorded', card.version + 1]));
    expect(await reviewRows(card.id)).toHaveLength(1);
  });

  it('made on a stale card is refused with the fresh one', async () => {
    const card = await firstCard();
    await ada.api.flashcard.review(rate(card, 3));
    const stale = await ada.api.flashcard.review(rate(card, 1));
    expect(stale.outcome).toBe('stale');
    expect(stale.card.version).toBe(card.version + 1);
    expect(stale.card.lastReview?.rating).toBe(3);
    expect(await reviewRows(card.id)).toHaveLength(1);
  });

  it('cannot take the id of another card’s rating', async () => {
    const [one, two] = (await ada.api.flashcard.studySession({})).cards;
    if (!one || !two) throw new Error('two cards');
    const input = rate(one, 3);
    await ada.api.flashcard.review(input);
    expect((await failure(ada.api.flashcard.review({ ...rate(two, 3), id: input.id }))).code).toBe('CONFLICT');
  });

  it('is undone to the very state before it, once', async () => {
    const card = await firstCard();
    const before = await t.deps.db.select().from(tables.cardSchedules).where(eq(tables.cardSchedules.cardId, card.id));
    const input = rate(card, 1);
    await ada.api.flashcard.review(input);
    const undone = await ada.api.flashcard.undoReview({ id: input.id });
    const after = await t.deps.db.select().from(tables.cardSchedules).where(eq(tables.cardSchedules.cardId, card.id));
    expect(after.map(({ version: _, ...row }) => row)).toEqual(before.map(({ version: _, ...row }) => row));
    expect(undone.card.state).toBe('new');
    expect(undone.counts.new).toBe(12);
    expect((await ada.api.flashcard.undoReview({ id: input.id })).card.version).toBe(undone.card.version);
    // The rating that was taken back cannot come in again by a late retry.
    expect((await ada.api.flashcard.review(input)).card.state).toBe('new');
  });

  it('can only be undone while it is the card’s last', async () => {
    const card = await firstCard();
    const first = rate(card, 1);
    await ada.api.flashcard.review(first);
    t.clock.advance({ minutes: 2 });
    await ada.api.flashcard.review(rate({ id: card.id, version: card.version + 1 }, 3));
    expect((await failure(ada.api.flashcard.undoReview({ id: first.id }))).code).toBe('CONFLICT');
  });

  it('changes nothing for another member of the course', async () => {
    const bob = await t.signUp({ name: 'Bob' });
    await t.joinCourse(course.courseId, bob);
    const card = await firstCard();
    await ada.api.flashcard.review(rate(card, 3));
    const his = (await bob.api.flashcard.studySession({})).cards.find((one) => one.id === card.id);
    expect(his).toMatchObject({ state: 'new', version: 0 });
  });
});

describe('cards', () => {
  it('are found by words, by topic and by state, page by page', async () => {
    const all = await ada.api.flashcard.list({ courseId: course.courseId, limit: 5 });
    const rest = await ada.api.flashcard.list({ courseId: course.courseId, limit: 100, ...(all.nextCursor !== null && { cursor: all.nextCursor }) });
    expect([...all.items, ...rest.items].map((card) => card.id)).toEqual(course.cardIds);
    expect(rest.nextCursor).toBeNull();
    const found = await ada.api.flashcard.list({ courseId: course.courseId, search: '2.1 mean' });
    expect(found.items.map((card) => card.back)).toEqual(['meaning 2.1']);
    const odd = await ada.api.flashcard.list({ courseId: course.courseId, search: "' & | ! :* \\ %" });
    expect(odd.items).toHaveLength(12);
    const topic = course.topicIds[1] ?? '';
    expect((await ada.api.flashcard.list({ courseId: course.courseId, topicId: topic, state: 'new' })).items).toHaveLength(4);
    expect((await ada.api.flashcard.list({ courseId: course.courseId, state: 'due' })).items).toEqual([]);
    expect((await failure(ada.api.flashcard.list({ courseId: course.courseId, cursor: 'not ours' }))).code).toBe('BAD_INPUT');
  });

  it('of one’s own come up beside the generated ones; made twice there is one', async () => {
    const id = v7();
    const input = { id, courseId: course.courseId, front: 'What did I add?', back: 'This.' };
    await ada.api.flashcard.create(input);
    await ada.api.flashcard.create(input);
    const own = await ada.api.flashcard.get({ id });
    expect(own).toMatchObject({ origin: 'own', source: null, state: 'new' });
    expect((await ada.api.flashcard.studySession({ limit: 50 })).cards.filter((card) => card.id === id)).toHaveLength(1);
    const gapless = await failure(ada.api.flashcard.create({ id: v7(), courseId: course.courseId, type: 'cloze', front: 'No gap', back: 'x' }));
    expect(gapless.fields).toHaveProperty('front');
  });

  it('are edited, suspended and taken up again', async () => {
    const [cardId = ''] = course.cardIds;
    expect(await ada.api.flashcard.update({ id: cardId, back: 'Better' })).toMatchObject({ back: 'Better' });
    await ada.api.flashcard.suspend({ id: cardId, suspended: true });
    expect((await ada.api.flashcard.studySession({ limit: 50 })).cards.map((card) => card.id)).not.toContain(cardId);
    expect((await ada.api.flashcard.list({ courseId: course.courseId, state: 'suspended' })).items.map((card) => card.id)).toEqual([cardId]);
    await ada.api.flashcard.suspend({ id: cardId, suspended: false });
    expect((await ada.api.flashcard.studySession({ limit: 50 })).cards.map((card) => card.id)).toContain(cardId);
  });

  it('deleted come back with their schedule within a day, and are gone for good after it', async () => {
    const card = await firstCard();
    await ada.api.flashcard.review(rate(card, 3));
    await ada.api.flashcard.delete({ id: card.id });
    expect((await failure(ada.api.flashcard.get({ id: card.id }))).code).toBe('NOT_FOUND');
    expect((await failure(ada.api.flashcard.review(rate({ id: card.id, version: 1 }, 3)))).code).toBe('NOT_FOUND');
    t.clock.advance({ hours: 23 });
    await purgeDeletedCards(t.deps);
    expect(await ada.api.flashcard.restore({ id: card.id })).toMatchObject({ id: card.id, reps: 1 });
    await ada.api.flashcard.delete({ id: card.id });
    t.clock.advance({ hours: 25 });
    await purgeDeletedCards(t.deps);
    expect((await failure(ada.api.flashcard.restore({ id: card.id }))).code).toBe('NOT_FOUND');
    // The day on which it was answered stays a day of study.
    expect((await ada.api.progress.overview()).reviews.total).toBe(1);
  });

  it('are changed by those who run the course alone; a classmate may suspend for himself', async () => {
    const bob = await t.signUp({ name: 'Bob' });
    await t.joinCourse(course.courseId, bob);
    const [cardId = ''] = course.cardIds;
    expect((await failure(bob.api.flashcard.update({ id: cardId, back: 'Mine' }))).code).toBe('FORBIDDEN');
    expect((await failure(bob.api.flashcard.delete({ id: cardId }))).code).toBe('FORBIDDEN');
    await bob.api.flashcard.suspend({ id: cardId, suspended: true });
    expect((await ada.api.flashcard.get({ id: cardId })).suspended).toBe(false);
  });
});
