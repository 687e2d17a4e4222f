import { tables } from '@studywright/db';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi } from '../../testing/index.ts';

let t: TestApi;
beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());

it('names the pages that gave nothing and those that are unsure, of the version that stands', async () => {
  const ada = await t.signUp();
  const courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
  const { id } = await ada.api.document.pasteText({ id: v7(), courseId, title: 'Cells', text: 'A cell is the smallest unit that lives by itself.' });
  await t.runJobs();
  const page = { documentId: id, text: 'Some words.', ocr: true, headings: [] };
  await t.deps.db.insert(tables.pages).values([
    { ...page, number: 5, confidence: 0.3 },
    { ...page, number: 2, confidence: 0.6 },
    { ...page, number: 3, confidence: 0.9 },
    { ...page, number: 4, text: '', confidence: null },
    // Still to be read, and of a version that does not stand yet.
    { ...page, number: 6, text: '', picture: true },
    { ...page, number: 7, text: '', revision: 2 },
  ]);
  expect(await ada.api.document.pagesToCheck({ id })).toEqual({ empty: [4], unsure: [2, 5] });
  const eve = await t.signUp();
  await expect(failure(eve.api.document.pagesToCheck({ id }))).resolves.toMatchObject({ code: 'NOT_FOUND' });
});
