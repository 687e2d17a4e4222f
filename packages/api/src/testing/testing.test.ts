import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processDocumentJob } from '../document/reading/jobs.ts';
import { createTestApi, type TestApi } from './index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test('a seeded course is one that its owner can read and study', async () => {
  const ada = await api.signUp();
  const seeded = await api.seedCourse(ada, { topics: 2, cardsPerTopic: 3, questionsPerTopic: 2 });

  const { course, documents, topics } = await ada.api.course.open({ id: seeded.courseId });
  expect(course.counts).toMatchObject({ documents: 1, cards: 6, new: 6, questions: 4 });
  expect(documents.items).toMatchObject([{ id: seeded.documentId, status: 'ready', pages: 2 }]);
  expect(topics.items.map((topic) => topic.title)).toEqual(['Topic 1', 'Topic 2']);
  const { items } = await ada.api.document.items({ documentId: seeded.documentId });
  for (const { citation } of items) expect(seeded.pages[citation.page - 1]?.slice(citation.start, citation.end)).toBe(citation.quote);
  const session = await ada.api.flashcard.studySession({});
  expect(session.cards.map((card) => card.id).toSorted()).toEqual(seeded.cardIds.toSorted());
});

test('work that waits is done with the scripted engine', async () => {
  const ada = await api.signUp();
  const courseId = api.deps.newId();
  const id = api.deps.newId();
  await ada.api.course.create({ id: courseId, name: 'Pasted' });
  await ada.api.document.pasteText({ id, courseId, title: 'Notes', text: '# Leaves\n\nA leaf turns light into sugar.\n\n# Roots\n\nA root takes up water.' });
  expect(await api.jobs.waiting()).toEqual([{ name: processDocumentJob.name, payload: { documentId: id } }]);

  await api.runJobs();

  expect(await ada.api.document.get({ id })).toMatchObject({ status: 'ready', engine: 'scripted' });
  expect(await api.jobs.waiting()).toEqual([]);
});

test('a job of a transaction that fails is not there', async () => {
  const ada = await api.signUp();
  const { courseId, documentId } = await api.seedCourse(ada);
  const { db, jobs } = api.deps;
  await expect(
    db.transaction(async (tx) => {
      await jobs.enqueue(tx, processDocumentJob, { documentId });
      throw new Error('cut');
    }),
  ).rejects.toThrow('cut');
  expect(await api.jobs.waiting()).toEqual([]);
  expect(await db.$count(tables.documents, eq(tables.documents.courseId, courseId))).toBe(1);
});

test('one who joins a course has its cards before them', async () => {
  const [ada, ben] = [await api.signUp(), await api.signUp()];
  const { courseId, cardIds } = await api.seedCourse(ada);
  await api.joinCourse(courseId, ben);
  expect((await ben.api.flashcard.list({ courseId })).items).toHaveLength(cardIds.length);
  expect((await ben.api.course.get({ id: courseId })).role).toBe('student');
});
