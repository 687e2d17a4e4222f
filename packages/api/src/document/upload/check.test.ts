import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentKey, pictureKey } from '../../platform/files.ts';
import { s3Files } from '../../platform/files/s3.ts';
import { createTestApi, startTestS3, type SeededCourse, type TestApi, type TestS3, type TestStudent } from '../../testing/index.ts';
import { checkFiles } from './check.ts';

describe.each(['a folder', 'an S3 bucket'])('the check of files in %s', (where) => {
  let s3: TestS3;
  let t: TestApi;
  let ada: TestStudent;
  let course: SeededCourse;
  beforeAll(async () => {
    s3 = await startTestS3();
    t = await createTestApi(where === 'a folder' ? {} : { files: () => s3Files(s3.settings) });
    ada = await t.signUp();
    course = await t.seedCourse(ada);
    // Files bear the time of this machine, to which the clock of the test is brought.
    t.clock.set(new Date());
  });
  afterAll(async () => {
    await t.close();
    await s3.close();
  });

  const check = () => checkFiles(t.deps, new AbortController().signal);
  const write = (key: string) => t.deps.files.write(key, Buffer.from(key));
  const there = async (key: string) => (await t.deps.files.size(key)) !== null;
  const told = async (id = course.documentId) => (await ada.api.document.get({ id })).error;

  it('removes a file that no document has once two checks, a week apart, found it', async () => {
    const stray = documentKey(v7());
    await write(stray);
    await check();
    t.clock.advance({ days: 2 });
    await check();
    expect(t.logged.at(-1)).toMatchObject({ level: 'warn', fields: { strays: 1, removed: 0, missing: 0 } });
    t.clock.advance({ days: 5 });
    await check();
    expect(await there(stray)).toBe(true);
    t.clock.advance({ days: 2 });
    await check();
    expect([await there(stray), await there(course.storageKey)]).toEqual([false, true]);
    const before = t.logged.length;
    await check();
    expect(t.logged.length).toBe(before);
  });

  it('keeps one that got its document in between', async () => {
    t.clock.set(new Date(Date.now() + 2 * 86_400_000));
    const id = v7();
    const key = documentKey(id);
    await write(key);
    await check();
    await t.deps.db.insert(tables.documents).values({ id, courseId: course.courseId, title: 'Restored', fileName: 'a.txt', mediaType: 'text/plain', bytes: 1, sha256: id, storageKey: key, status: 'ready', createdAt: t.clock.now() });
    t.clock.advance({ days: 8 });
    await check();
    t.clock.advance({ days: 8 });
    await check();
    expect([await there(key), await t.deps.db.$count(tables.strayFiles)]).toEqual([true, 0]);
    await ada.api.document.delete({ id });
    await t.runJobs();
  });

  it('tells a document whose file is gone, keeps what was made of it, and takes it back when the file is there again', async () => {
    t.clock.set(new Date(Date.now() + 2 * 86_400_000));
    const young = await ada.api.document.pasteText({ id: v7(), courseId: course.courseId, title: 'Young', text: 'A cell is small.' });
    await t.runJobs();
    const [row] = await t.deps.db.select({ key: tables.documents.storageKey }).from(tables.documents).where(eq(tables.documents.id, young.id));
    for (const key of [course.storageKey, row?.key ?? '']) await t.deps.files.remove(key);
    await check();
    expect(await told()).toMatchObject({ code: 'FILE_GONE', detail: expect.stringContaining('no longer in the storage'), retryable: false });
    expect(await ada.api.document.get({ id: course.documentId })).toMatchObject({ status: 'ready', counts: { cards: course.cardIds.length } });
    // It may be on its way.
    expect(await told(young.id)).toBeNull();
    await write(course.storageKey);
    await check();
    expect(await told()).toBeNull();
    await ada.api.document.delete({ id: young.id });
    await t.runJobs();
  });

  it('removes pictures of pages that are no longer shown, and uploads that nobody can finish', async () => {
    t.clock.set(new Date());
    const { documentId } = course;
    const shown = pictureKey({ documentId, revision: 1, page: 1, width: 600 });
    const old = [pictureKey({ documentId, revision: 2, page: 1, width: 600 }), pictureKey({ documentId: v7(), revision: 1, page: 1, width: 600 })];
    const lost = `uploads/${v7()}`;
    for (const key of [shown, ...old, lost]) await write(key);
    await check();
    expect(await Promise.all([shown, ...old, lost].map(there))).toEqual([true, true, true, true]);
    t.clock.advance({ days: 3 });
    const id = v7();
    await ada.api.document.startUpload({ id, courseId: course.courseId, fileName: 'a.txt', bytes: 100 });
    await write(`uploads/${id}`);
    await check();
    expect(await Promise.all([shown, ...old, lost, `uploads/${id}`].map(there))).toEqual([true, false, false, false, true]);
  });

  it('reads many pages of both sides', async () => {
    t.clock.set(new Date());
    const rows = Array.from({ length: 520 }, () => v7());
    for (let from = 0; from < rows.length; from += 100) {
      await t.deps.db.insert(tables.documents).values(
        rows.slice(from, from + 100).map((id) => ({ id, courseId: course.courseId, title: 'Row', fileName: 'a.txt', mediaType: 'text/plain', bytes: 1, sha256: id, storageKey: documentKey(id), status: 'ready' as const, createdAt: new Date(0) })),
      );
    }
    const present = rows.filter((_, index) => index % 50 === 0);
    for (const id of present) await write(documentKey(id));
    await check();
    const marked = await t.deps.db.select({ id: tables.documents.id, error: tables.documents.error }).from(tables.documents);
    expect(marked.filter(({ error }) => error === null).map(({ id }) => id).toSorted()).toEqual([course.documentId, ...present].toSorted());
  });
});
