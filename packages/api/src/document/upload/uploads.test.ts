import { limits } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadKey } from '../../platform/files.ts';
import { s3Files } from '../../platform/files/s3.ts';
import { createTestApi, failure, startTestS3, type SeededCourse, type TestApi, type TestS3, type TestStudent } from '../../testing/index.ts';
import { lookAfterUploads } from './uploads.ts';

describe.each(['a folder', 'an S3 bucket'])('an upload in %s', (where) => {
  let s3: TestS3;
  let api: TestApi;
  let student: TestStudent;
  let course: SeededCourse;
  beforeAll(async () => {
    s3 = await startTestS3();
    api = await createTestApi(where === 'a folder' ? {} : { files: () => s3Files(s3.settings) });
    student = await api.signUp();
    course = await api.seedCourse(student);
  });
  afterAll(async () => {
    await api.close();
    await s3.close();
  });

  /** One of which so much has come, as the upload server leaves it. */
  async function upload(text: string, received = text.length): Promise<string> {
    const id = api.deps.newId();
    await student.api.document.startUpload({ id, courseId: course.courseId, fileName: 'notes.txt', bytes: text.length });
    await api.deps.files.write(uploadKey(id), Buffer.from(text.slice(0, received)));
    return id;
  }

  it('that nobody finished becomes a document', async () => {
    const id = await upload('All of it has come.');
    await lookAfterUploads(api.deps);
    // Its server may be at it this very moment.
    expect((await failure(student.api.document.get({ id }))).code).toBe('NOT_FOUND');

    api.clock.advance({ minutes: 6 });
    await lookAfterUploads(api.deps);
    expect(await student.api.document.get({ id })).toMatchObject({ title: 'notes', status: 'queued' });
    await lookAfterUploads(api.deps);
    expect((await api.jobs.waiting('process-document')).filter((job) => job.payload.documentId === id)).toHaveLength(1);
  });

  it('is kept while it can be gone on with, and given up after that', async () => {
    const id = await upload('Only half of it has come.', 12);
    api.clock.advance({ hours: limits.upload.ticketHours });
    await lookAfterUploads(api.deps);
    expect(await api.deps.files.size(uploadKey(id))).toBe(12);
    api.clock.advance({ hours: limits.upload.ticketHours, minutes: 1 });
    await lookAfterUploads(api.deps);
    expect(await api.deps.files.size(uploadKey(id))).toBeNull();
    expect((await failure(student.api.document.finishUpload({ id }))).code).toBe('NOT_FOUND');
  });

  it('whose bytes are a document already is told of', async () => {
    const first = await upload('The same bytes.');
    await student.api.document.finishUpload({ id: first });
    const second = await upload('The same bytes.');
    api.clock.advance({ minutes: 6 });
    await lookAfterUploads(api.deps);
    expect(await failure(student.api.document.finishUpload({ id: second }))).toMatchObject({ code: 'DUPLICATE', data: { documentId: first } });
  });

  it('of long ago is not begun again by its id, for the file of its document is kept under it', async () => {
    const id = await upload('Nobody writes over this.');
    await student.api.document.finishUpload({ id });
    await api.runJobs();
    api.clock.advance({ hours: 3 * limits.upload.ticketHours });
    await lookAfterUploads(api.deps);
    const eve = await api.signUp();
    const hers = await api.seedCourse(eve);
    const replacing = { id, courseId: hers.courseId, fileName: 'hers.txt', bytes: 5, replaces: hers.documentId };
    expect(await failure(eve.api.document.startUpload(replacing))).toMatchObject({ code: 'CONFLICT' });
    expect(await failure(eve.api.document.finishUpload({ id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await student.api.document.page({ documentId: id, page: 1 })).text).toBe('Nobody writes over this.');
  });
});
