import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureKey, uploadKey } from '../../platform/files.ts';
import { s3Files } from '../../platform/files/s3.ts';
import { createTestApi, protectedMark, startTestS3, type TestApi, type TestS3, type TestStudent } from '../../testing/index.ts';
import { unlockDocument } from '../reading/unlock.ts';

const password = 'correct horse battery';

describe.each(['a folder', 'an S3 bucket'])('in %s', (where) => {
  let s3: TestS3;
  let t: TestApi;
  beforeAll(async () => {
    s3 = await startTestS3();
    t = await createTestApi(where === 'a folder' ? {} : { files: () => s3Files(s3.settings) });
  });
  afterAll(async () => {
    await t.close();
    await s3.close();
  });

  async function stored(): Promise<string[]> {
    const keys: string[] = [];
    for (const prefix of ['documents/', 'pictures/', 'uploads/', 'incoming/']) for await (const { key } of t.deps.files.list(prefix)) keys.push(key);
    return keys.toSorted();
  }

  async function upload(student: TestStudent, courseId: string, text: string, replaces?: string): Promise<string> {
    const id = v7();
    await student.api.document.startUpload({ id, courseId, fileName: `${id}.md`, bytes: text.length, ...(replaces !== undefined && { replaces }) });
    await t.deps.files.write(uploadKey(id), Buffer.from(text));
    return id;
  }

  /** A course with all that can lie in the storage: an opened document, its pictures, a revision of it that is being read, and uploads that have not ended. */
  async function filled(student: TestStudent, seed: string): Promise<{ courseId: string; documentId: string }> {
    const courseId = v7();
    await student.api.course.create({ id: courseId, name: seed });
    const documentId = await upload(student, courseId, `${protectedMark}sesame\n# Cells\n\nThe ${seed} cell is the smallest unit that lives.`);
    await student.api.document.finishUpload({ id: documentId });
    await t.runJobs();
    await unlockDocument({ ...t.ctx(null), actor: student.actor }, { id: documentId, password: 'sesame' });
    await t.runJobs();
    expect(await student.api.document.get({ id: documentId })).toMatchObject({ status: 'ready' });
    for (const [revision, width] of [[1, 600], [1, 1_200], [2, 600]] as const) await t.deps.files.write(pictureKey({ documentId, revision, page: 1, width }), Buffer.from('picture'));
    await student.api.document.finishUpload({ id: await upload(student, courseId, `The ${seed} cell is larger than was thought.`, documentId) });
    return { courseId, documentId };
  }

  it.each([
    ['document', (student: TestStudent, { documentId }: { documentId: string }) => student.api.document.delete({ id: documentId })],
    ['course', (student: TestStudent, { courseId }: { courseId: string }) => student.api.course.delete({ id: courseId })],
    ['account', (student: TestStudent) => student.api.account.deleteAccount({ password })],
  ])('a deleted %s leaves no file, and takes none of another', async (what, remove) => {
    const [ada, ben] = [await t.signUp({ password }), await t.signUp()];
    await filled(ben, `kept with a ${what}`);
    await t.runJobs();
    const before = await stored();
    const hers = await filled(ada, what);
    const half = await upload(ada, hers.courseId, 'Not all has come.', hers.documentId);
    // An opened file, a revision, an upload, three pictures.
    expect((await stored()).length).toBe(before.length + 6);
    await remove(ada, hers);
    await t.runJobs();
    expect(await stored()).toEqual(before);
    await expect(ada.api.document.finishUpload({ id: half })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } });
  });
});
