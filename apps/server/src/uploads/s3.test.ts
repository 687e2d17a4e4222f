import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { lookAfterUploads } from '@studywright/api/document/upload/uploads';
import { startTestS3, type SeededCourse, type TestS3, type TestStudent } from '@studywright/api/testing';
import { limits } from '@studywright/core';
import * as tus from 'tus-js-client';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

let s3: TestS3;
let server: TestServer;
let student: TestStudent;
let course: SeededCourse;
beforeAll(async () => {
  s3 = await startTestS3();
  server = await startTestServer({ storage: { kind: 's3', ...s3.settings } });
  student = await server.api.signUp();
  course = await server.api.seedCourse(student);
});
afterAll(async () => {
  await server.close();
  await s3.close();
});

async function begin(bytes: Buffer) {
  const id = v7();
  const { ticket } = await student.api.document.startUpload({ id, courseId: course.courseId, fileName: 'scan.pdf', bytes: bytes.length });
  const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${ticket}` };
  return {
    id,
    ticket,
    create: (url: string) => fetch(`${url}/uploads`, { method: 'POST', headers: { ...headers, 'upload-length': String(bytes.length) } }),
    offset: async (url: string) => Number((await fetch(`${url}/uploads/${id}`, { method: 'HEAD', headers })).headers.get('upload-offset')),
    append: (url: string, from: number, to: number) =>
      fetch(`${url}/uploads/${id}`, { method: 'PATCH', headers: { ...headers, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(bytes.subarray(from, to)) }),
    remove: (url: string) => fetch(`${url}/uploads/${id}`, { method: 'DELETE', headers }),
  };
}

async function kept(id: string): Promise<Buffer | null> {
  const stream = await server.api.deps.files.read(`documents/${id.slice(-2)}/${id}`);
  return stream ? buffer(stream) : null;
}

const leftOf = (id: string) => [...[...s3.objects.keys()], ...[...s3.uploads.values()].map(({ key }) => key)].filter((key) => key.startsWith(`uploads/${id}`));

it('an upload goes on at another server where it was at the first, and nothing of it is left but the document', async () => {
  const bytes = randomBytes(20_000_000);
  const upload = await begin(bytes);
  expect((await upload.create(server.url)).status).toBe(201);
  // Parts of a size that S3 takes, and parts of one that it does not.
  expect((await upload.append(server.url, 0, 9_000_000)).headers.get('upload-offset')).toBe('9000000');
  const other = await server.beside({});
  expect(await upload.offset(other)).toBe(9_000_000);
  expect((await upload.append(other, 9_000_000, 10_000_000)).headers.get('upload-offset')).toBe('10000000');
  expect((await upload.append(server.url, 10_000_000, 10_000_001)).headers.get('upload-offset')).toBe('10000001');
  expect((await upload.append(await server.beside({}), 10_000_001, 20_000_000)).status).toBe(204);

  expect(await student.api.document.get({ id: upload.id })).toMatchObject({ bytes: bytes.length, status: 'queued' });
  expect((await kept(upload.id))?.equals(bytes)).toBe(true);
  expect(leftOf(upload.id)).toEqual([]);
  expect(await upload.offset(server.url)).toBe(bytes.length);
});

it('a client that knows tus sends a file, cut off in the middle of a part', async () => {
  const bytes = randomBytes(24_000_000);
  const upload = await begin(bytes);
  const send = (abortAt: number) =>
    new Promise<'sent' | 'cut'>((resolve, reject) => {
      const sending = new tus.Upload(bytes, {
        endpoint: `${server.url}/uploads`,
        uploadUrl: `${server.url}/uploads/${upload.id}`,
        headers: { authorization: `Bearer ${upload.ticket}` },
        retryDelays: null,
        onProgress: (sent) => {
          if (sent > abortAt) void sending.abort().then(() => resolve('cut'));
        },
        onSuccess: () => resolve('sent'),
        onError: reject,
      });
      sending.start();
    });
  expect(await send(10_000_000)).toBe('cut');
  expect(await send(Number.POSITIVE_INFINITY)).toBe('sent');
  await student.api.document.finishUpload({ id: upload.id });
  expect((await kept(upload.id))?.equals(bytes)).toBe(true);
});

it('that is taken back, or has the bytes of a document already, leaves nothing', async () => {
  const bytes = randomBytes(6_000_000);
  const given = await begin(bytes);
  await given.create(server.url);
  await given.append(server.url, 0, 5_500_000);
  expect(leftOf(given.id)).not.toEqual([]);
  expect((await given.remove(server.url)).status).toBe(204);
  await server.api.deps.files.discardUpload(given.id);
  expect(leftOf(given.id)).toEqual([]);

  const first = await begin(bytes);
  await first.create(server.url);
  await first.append(server.url, 0, bytes.length);
  const second = await begin(bytes);
  await second.create(server.url);
  expect((await second.append(server.url, 0, bytes.length)).status).toBe(204);
  await expect(student.api.document.finishUpload({ id: second.id })).rejects.toMatchObject({ cause: { code: 'DUPLICATE', data: { documentId: first.id } } });
  expect(leftOf(second.id)).toEqual([]);
});

it('pasted text is kept there and read from there, and goes with its document', async () => {
  const { id } = await student.api.document.pasteText({ id: v7(), courseId: course.courseId, title: 'Cells', text: '# Cells\n\nA cell is the smallest unit that lives by itself.' });
  await server.api.runJobs();
  expect(await student.api.document.get({ id })).toMatchObject({ status: 'ready', pages: 1 });
  const { url } = await student.api.document.file({ id });
  expect(await (await fetch(server.url + url, { headers: { range: 'bytes=2-6' } })).text()).toBe('Cells');
  await student.api.document.delete({ id });
  const before = s3.objects.size;
  await server.api.runJobs();
  expect(s3.objects.size).toBe(before - 1);
});

it('an upload that nobody goes on with is given up, with the parts that have come', async () => {
  const bytes = randomBytes(7_000_000);
  const upload = await begin(bytes);
  await upload.create(server.url);
  expect((await upload.append(server.url, 0, 6_000_000)).status).toBe(204);
  server.api.clock.advance({ hours: limits.upload.ticketHours });
  await lookAfterUploads(server.api.deps);
  expect(leftOf(upload.id)).not.toEqual([]);
  server.api.clock.advance({ hours: limits.upload.ticketHours, minutes: 1 });
  await lookAfterUploads(server.api.deps);
  expect(leftOf(upload.id)).toEqual([]);
  await expect(student.api.document.finishUpload({ id: upload.id })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } });
});
