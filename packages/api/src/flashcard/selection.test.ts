import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi } from '../testing/index.ts';

describe('a card from words that a student marked', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await createTestApi()));
  afterAll(() => api.close());

  it('cites them where they stand, whatever their white space, and is asked at once', async () => {
    const student = await api.signUp();
    const { courseId, documentId, pages } = await api.seedCourse(student, { topics: 1 });
    const sentence = pages[0]?.split('\n').at(-1) ?? '';
    const card = await student.api.flashcard.create({ id: api.deps.newId(), courseId, front: 'What does it say?', back: 'In my words', selection: { documentId, page: 1, words: `  ${sentence.replaceAll(' ', '\n')} ` } });
    expect(card).toMatchObject({ origin: 'own', source: { documentId, citation: { page: 1, quote: sentence }, outdated: false } });
    const citation = card.source?.citation;
    expect(pages[0]?.slice(citation?.start, citation?.end)).toBe(sentence);
    const items = (await student.api.document.items({ documentId, page: 1, limit: 100 })).items;
    expect(items.at(-1)).toMatchObject({ id: card.id, status: 'accepted' });
    expect((await student.api.flashcard.studySession({ courseId, limit: 50 })).cards.map(({ id }) => id)).toContain(card.id);
  });

  it('is refused where the words are not on that page, or the document is of another course', async () => {
    const student = await api.signUp();
    const stranger = await api.signUp();
    const { courseId, documentId } = await api.seedCourse(student, { topics: 1 });
    const other = await api.seedCourse(stranger, { topics: 1 });
    const asked = { courseId, front: 'What?', back: 'That' };
    expect(await failure(student.api.flashcard.create({ ...asked, id: api.deps.newId(), selection: { documentId, page: 1, words: 'Nobody ever wrote these words anywhere.' } }))).toMatchObject({ code: 'CONFLICT' });
    expect(await failure(student.api.flashcard.create({ ...asked, id: api.deps.newId(), selection: { documentId: other.documentId, page: 1, words: other.pages[0] ?? '' } }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
