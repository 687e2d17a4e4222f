import { readdir } from 'node:fs/promises';
import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { documentKey, uploadKey } from '../../platform/files.ts';
import { createTestApi, failure, type TestApi, type TestStudent } from '../../testing/index.ts';

const megabyte = 1024 * 1024;
const quota = limits.storage.free;
/** All but one byte: the length of one file is a 32-bit number. */
const nearlyAll = quota - 1;

let t: TestApi;
let ada: TestStudent;
let courseId: string;
beforeAll(async () => {
  t = await createTestApi();
});
afterAll(() => t.close());
beforeEach(async () => {
  ada = await t.signUp();
  courseId = await courseOf(ada);
});

async function courseOf(student: TestStudent): Promise<string> {
  const id = v7();
  await student.api.course.create({ id, name: 'Cell biology' });
  return id;
}

/** A document of which only the row says how large it is. */
async function holding(bytes: number, title: string, uploader = ada): Promise<string> {
  const id = v7();
  await t.deps.db.insert(tables.documents).values({ id, courseId, uploaderId: uploader.id, title, fileName: `${title}.pdf`, mediaType: 'application/pdf', bytes, sha256: id, storageKey: `documents/${id}`, status: 'ready', createdAt: t.clock.now() });
  return id;
}

const start = (bytes: number, id = v7(), student = ada) => student.api.document.startUpload({ id, courseId, fileName: 'atlas.pdf', bytes });
const used = async () => (await ada.api.document.uploadRules()).storage.used;

describe('the rules', () => {
  it('are told with what is used of what may be', async () => {
    await holding(3 * megabyte, 'Scan');
    await start(2 * megabyte);
    await ada.api.document.pasteText({ id: v7(), courseId, title: 'Cells', text: '12345' });
    expect(await ada.api.document.uploadRules()).toEqual({ maxBytes: limits.upload.maxBytes, maxFilesAtOnce: limits.upload.maxFilesAtOnce, via: 'tus', storage: { used: 5 * megabyte + 5, quota } });
  });

  it('are those of the settings, for what is pasted too', async () => {
    const { rules } = t.deps;
    onTestFinished(() => void Object.assign(t.deps, { rules }));
    const strict = t.caller(ada.actor);
    Object.assign(t.deps, { rules: { maxBytes: 10, maxFilesAtOnce: 1 } });
    const caller = t.caller(ada.actor);
    expect((await caller.document.uploadRules()).maxBytes).toBe(10);
    expect(await failure(caller.document.startUpload({ id: v7(), courseId, fileName: 'a.txt', bytes: 11 }))).toMatchObject({ code: 'TOO_LARGE', detail: '“a.txt” has 11 bytes; 10 bytes are allowed. Split it, or save it with smaller pictures.' });
    expect(await failure(caller.document.pasteText({ id: v7(), courseId, title: 'Cells', text: 'More than ten.' }))).toMatchObject({ code: 'TOO_LARGE' });
    expect((await strict.document.list({ courseId })).items).toEqual([]);
    for await (const { key } of t.deps.files.list('incoming/')) expect.unreachable(key);
  });
});

describe('the quota', () => {
  it('refuses what does not fit, and says how much is used, how much is needed and what to delete', async () => {
    await holding(quota - 10 * megabyte, 'Anatomy atlas');
    await holding(2 * megabyte, 'Small');
    const refused = await failure(start(9 * megabyte));
    expect(refused).toMatchObject({ code: 'OVER_QUOTA', status: 403, data: { used: quota - 8 * megabyte, quota, needed: 9 * megabyte } });
    expect(refused.detail).toBe('“atlas.pdf” needs 9 MB, and 2 GB of your 2 GB are used. Delete documents that you no longer need; the largest are “Anatomy atlas” (2 GB), “Small” (2 MB).');
    await start(8 * megabyte);
    expect(await used()).toBe(quota);
    expect((await failure(ada.api.document.pasteText({ id: v7(), courseId, title: 'Cells', text: 'One more.' }))).code).toBe('OVER_QUOTA');
  });

  it('counts what a student uploaded, in whose course it may be, and nothing of others', async () => {
    const eve = await t.signUp();
    await t.joinCourse(courseId, eve, 'teacher');
    await holding(nearlyAll, 'Of Eve', eve);
    expect(await used()).toBe(0);
    expect((await failure(start(2, v7(), eve))).code).toBe('OVER_QUOTA');
    await start(2);
  });

  it('is given back by deleting', async () => {
    const id = await holding(nearlyAll, 'Everything');
    expect((await failure(start(2))).detail).toContain('the largest is “Everything” (2 GB)');
    await ada.api.document.delete({ id });
    await start(2);
  });

  it('keeps room for an upload for as long as its ticket holds, once however often it is asked for', async () => {
    const id = v7();
    await start(limits.upload.maxBytes, id);
    await start(limits.upload.maxBytes, id);
    expect(await used()).toBe(limits.upload.maxBytes);
    t.clock.advance({ hours: limits.upload.ticketHours - 1 });
    await start(limits.upload.maxBytes, id);
    t.clock.advance({ hours: 2 });
    expect(await used()).toBe(limits.upload.maxBytes);
    t.clock.advance({ hours: limits.upload.ticketHours });
    expect(await used()).toBe(0);
  });

  it('holds when many are begun at the same moment', async () => {
    await holding(quota - 3 * megabyte, 'Nearly everything');
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => start(megabyte)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await used()).toBe(quota);
  });

  it('is asked again when an upload ends whose room was given away', async () => {
    const id = v7();
    const text = 'It has all come.';
    await start(text.length, id);
    await t.deps.files.write(`uploads/${id}`, Buffer.from(text));
    t.clock.advance({ hours: limits.upload.ticketHours + 1 });
    const everything = await holding(nearlyAll, 'Everything');
    expect((await failure(ada.api.document.finishUpload({ id }))).code).toBe('OVER_QUOTA');
    await ada.api.document.delete({ id: everything });
    expect(await ada.api.document.finishUpload({ id })).toMatchObject({ id, bytes: text.length });
  });

  it('is more for a plan that has more, and that of the free one for a plan nobody knows', async () => {
    await t.deps.db.update(tables.users).set({ plan: 'of-another-version' }).where(eq(tables.users.id, ada.id));
    expect((await ada.api.document.uploadRules()).storage.quota).toBe(quota);
  });
});

describe('what is refused', () => {
  it('leaves nothing behind', async () => {
    expect((await failure(start(0))).detail).toContain('empty');
    expect((await failure(start(limits.upload.maxBytes + 1))).code).toBe('TOO_LARGE');
    expect((await ada.api.document.uploadRules()).storage.used).toBe(0);
    expect(await t.deps.db.$count(tables.uploads, eq(tables.uploads.userId, ada.id))).toBe(0);
  });

  it.each([
    ['a script in its name', '../<script>alert(1)</script>\u0000\u202Efdp.md', 'script>fdp.md', 'script>fdp'],
    ['a path in its name', '../../../etc/passwd', 'passwd', 'passwd'],
    ['a path of Windows in its name', 'C:\\Users\\ada\\..\\notes.md', 'notes.md', 'notes'],
    ['dots for a name', '../..', '..', 'Untitled'],
    ['nothing in its name that one can see', '\u200B\u0007', 'Untitled', 'Untitled'],
  ])('is not a file with %s: it is kept under a key of ours, and shown as one clean line', async (_what, given, fileName, title) => {
    const id = v7();
    const text = `Cells are small, says ${given}.`;
    const bytes = Buffer.byteLength(text);
    await ada.api.document.startUpload({ id, courseId, fileName: given, bytes });
    await t.deps.files.write(uploadKey(id), Buffer.from(text));
    expect(await ada.api.document.finishUpload({ id })).toMatchObject({ fileName, title });
    expect(await readdir(t.folder)).toEqual(expect.not.arrayContaining(['passwd', 'etc', 'notes.md']));
    expect(await t.deps.files.size(documentKey(id))).toBe(bytes);
  });
});
