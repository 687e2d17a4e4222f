import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApi, failure, type TestApi, type TestStudent } from '../testing/index.ts';

let t: TestApi;
let ada: TestStudent;
let courseId: string;
let ids: string[];

beforeAll(async () => {
  t = await createTestApi();
  ada = await t.signUp();
});
afterAll(() => t.close());
beforeEach(async () => {
  courseId = v7();
  await ada.api.course.create({ id: courseId, name: 'Cell biology' });
  ids = [];
  for (const title of ['A', 'B', 'C', 'D']) ids.push(await paste(title));
});

const paste = async (title: string) => (await ada.api.document.pasteText({ id: v7(), courseId, title, text: `${title}: a text of its own.` })).id;
const id = (title: string) => ids['ABCD'.indexOf(title)] ?? '';

async function order(limit = 50): Promise<string> {
  let titles = '';
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await ada.api.document.list({ courseId, limit, cursor });
    titles += items.map((document) => document.title).join('');
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return titles;
}

it('lists documents in the order in which they came, page by page, and a new one at the end', async () => {
  expect(await order()).toBe('ABCD');
  expect(await order(1)).toBe('ABCD');
  await ada.api.document.move({ id: id('A'), before: null });
  await paste('E');
  expect(await order(2)).toBe('BCDAE');
  expect((await ada.api.course.open({ id: courseId })).documents.items.map((document) => document.title).join('')).toBe('BCDAE');
});

it('moves a document before another, to the front and to the end', async () => {
  await ada.api.document.move({ id: id('D'), before: id('B') });
  expect(await order()).toBe('ADBC');
  await ada.api.document.move({ id: id('C'), before: id('A') });
  expect(await order()).toBe('CADB');
  await ada.api.document.move({ id: id('C'), before: null });
  expect(await order()).toBe('ADBC');
  await ada.api.document.move({ id: id('D'), before: id('D') });
  expect(await order()).toBe('ADBC');
});

it('finds room however often one moves to the same place, and however close the others are', async () => {
  await t.deps.db.update(tables.documents).set({ position: 7 }).where(eq(tables.documents.courseId, courseId));
  const turns = ['A', 'B'];
  for (let turn = 0; turn < 70; turn += 1) {
    const moved = turns[turn % 2] ?? '';
    await ada.api.document.move({ id: id(moved), before: id('D') });
    expect((await order()).slice(-2)).toBe(`${moved}D`);
  }
  await paste('E');
  expect((await order()).at(-1)).toBe('E');
});

it('knows no place before a document of another course', async () => {
  const { documentId } = await t.seedCourse(ada);
  expect((await failure(ada.api.document.move({ id: id('A'), before: documentId }))).code).toBe('NOT_FOUND');
  expect(await order()).toBe('ABCD');
});

it('keeps the tags of a document, each once', async () => {
  expect((await ada.api.document.setTags({ id: id('A'), tags: [' exam ', 'week 3', 'Exam'] })).tags).toEqual(['exam', 'week 3']);
  expect((await ada.api.document.get({ id: id('A') })).tags).toEqual(['exam', 'week 3']);
  expect((await ada.api.document.setTags({ id: id('A'), tags: [] })).tags).toEqual([]);
  expect((await failure(ada.api.document.setTags({ id: id('A'), tags: [' '] }))).code).toBe('BAD_INPUT');
});
