import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../platform/events.ts';
import { createTestApi, type TestApi, type TestStudent } from '../testing/index.ts';

let api: TestApi;
let ada: TestStudent;
beforeAll(async () => {
  api = await createTestApi();
  ada = await api.signUp();
});
afterAll(() => api.close());

async function watch(courseId: string) {
  const changes = await ada.api.document.changes({ courseId });
  const iterator = changes[Symbol.asyncIterator]();
  const next = async () => {
    const { value } = await iterator.next();
    return value?.documentId;
  };
  return { next, end: () => iterator.return?.() };
}

test('one who begins to watch is told first what may have changed before that was heard', async () => {
  const { courseId, documentId } = await api.seedCourse(ada);
  const watching = await watch(courseId);
  expect(await watching.next()).toBe(documentId);
  await watching.end();
});

test('tells of changes of the course, and of no other', async () => {
  const [hers, other] = [await api.seedCourse(ada), await api.seedCourse(ada)];
  const watching = await watch(hers.courseId);
  await watching.next();
  await publish(api.deps.db, { kind: 'document', courseId: other.courseId, documentId: other.documentId });
  await ada.api.document.rename({ id: hers.documentId, title: 'Another title' });
  expect(await watching.next()).toBe(hers.documentId);
  await watching.end();
});

test('after a lost connection tells what may have changed meanwhile', async () => {
  const { courseId, documentId } = await api.seedCourse(ada);
  const watching = await watch(courseId);
  expect(await watching.next()).toBe(documentId);
  const cut = await api.deps.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`);
  expect(cut.length).toBeGreaterThan(0);
  expect(await watching.next()).toBe(documentId);
  await watching.end();
});
