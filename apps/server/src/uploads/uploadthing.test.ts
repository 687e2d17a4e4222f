import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { lookAfterUploads } from '@studywright/api/document/upload/uploads';
import { failure, type SeededCourse, type TestStudent } from '@studywright/api/testing';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { startTestUploadThing, type TestUploadThing } from '../testing/uploadthing.ts';

const publicUrl = 'https://api.study.example';

let service: TestUploadThing;
let server: TestServer;
/** One that UploadThing can call. */
let reachable: string;
let student: TestStudent;
let course: SeededCourse;
beforeAll(async () => {
  service = await startTestUploadThing();
  server = await startTestServer({ uploadThing: service.settings });
  reachable = await server.beside({ publicUrl });
  student = await server.api.signUp();
  course = await server.api.seedCourse(student);
});
afterAll(async () => {
  await server.close();
  await service.close();
});

const given = z.tuple([z.object({ url: z.string(), key: z.string(), name: z.string() })]);

async function start(bytes: Buffer, fileName = 'lecture.md') {
  const id = v7();
  const { ticket } = await student.api.document.startUpload({ id, courseId: course.courseId, fileName, bytes: bytes.length });
  /** As UploadThing's own library asks in a browser. */
  const ask = (at: string, { size = bytes.length, leave = ticket, count = 1 } = {}) =>
    fetch(`${at}/uploadthing?actionType=upload&slug=document`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-uploadthing-package': '@studywright/web', authorization: `Bearer ${leave}` },
      body: JSON.stringify({ files: Array.from({ length: count }, () => ({ name: fileName, size, type: 'text/markdown', lastModified: 0 })), input: null }),
    });
  const send = async (at: string, to = bytes.length) => {
    const [presigned] = given.parse(await (await ask(at)).json());
    const from = Number((await fetch(presigned.url, { method: 'HEAD' })).headers.get('x-ut-range-start'));
    const data = new FormData();
    data.append('file', new Blob([new Uint8Array(bytes.subarray(from, to))]), fileName);
    const sent = await fetch(presigned.url, { method: 'PUT', headers: { range: `bytes=${from}-` }, body: data });
    expect(sent.status).toBe(200);
    return { ...presigned, from };
  };
  return { id, ask, send };
}

async function kept(id: string): Promise<Buffer | null> {
  const stream = await server.api.deps.files.read(`documents/${id.slice(-2)}/${id}`);
  return stream ? buffer(stream) : null;
}

async function left(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of server.api.deps.files.list(prefix)) keys.push(key);
  return keys;
}

const call = (key: string, change: { signature?: string; body?: string } = {}) => {
  const { url, headers, body } = service.callbackOf(key);
  expect(url).toBe(`${publicUrl}/uploadthing?slug=document`);
  return fetch(`${reachable}/uploadthing?slug=document`, { method: 'POST', headers: { ...headers, ...(change.signature !== undefined && { 'x-uploadthing-signature': change.signature }) }, body: change.body ?? body });
};

it('is what browsers are told to use', async () => {
  expect((await student.api.document.uploadRules()).via).toBe('uploadthing');
});

it('a file sent there becomes a document when the service calls, and is not left there', async () => {
  const bytes = randomBytes(300_000);
  const upload = await start(bytes, 'Prüfung – letzte Fassung.md');
  const { key, name } = await upload.send(reachable);
  // The service learns neither what the file is called nor whose it is by name.
  expect([name, service.files.get(key)?.name]).toEqual([upload.id, upload.id]);
  expect(service.registered.at(-1)).toMatchObject({ metadata: { uploadId: upload.id }, isDev: false, awaitServerData: false });
  expect((await failure(student.api.document.get({ id: upload.id }))).code).toBe('NOT_FOUND');

  expect((await call(key)).status).toBe(200);
  await expect.poll(() => student.api.document.get({ id: upload.id }).catch(() => null), { timeout: 20_000 }).toMatchObject({ fileName: 'Prüfung – letzte Fassung.md', bytes: bytes.length, status: 'queued' });
  await expect.poll(() => service.results).toContain(key);
  expect((await kept(upload.id))?.equals(bytes)).toBe(true);
  await server.api.runJobs();
  expect(service.files.has(key)).toBe(false);
  expect(await left('uploads/')).toEqual([]);
});

it('where the service cannot call, it tells on the connection that asked it', async () => {
  const upload = await start(randomBytes(10_000));
  await upload.send(server.url);
  await expect.poll(() => student.api.document.get({ id: upload.id }).catch(() => null), { timeout: 20_000 }).toMatchObject({ bytes: 10_000 });
});

it('the page that asks makes the document too, once for all who ask', async () => {
  const bytes = randomBytes(200_000);
  const upload = await start(bytes);
  expect(await failure(student.api.document.finishUpload({ id: upload.id }))).toMatchObject({ code: 'CONFLICT', retryable: true });
  const { key } = await upload.send(reachable);
  const views = await Promise.all([1, 2, 3].map(() => student.api.document.finishUpload({ id: upload.id })));
  expect(views.map(({ id }) => id)).toEqual([upload.id, upload.id, upload.id]);
  expect((await call(key)).status).toBe(200);
  await server.api.runJobs();
  expect([await left('uploads/'), (await kept(upload.id))?.equals(bytes), service.files.has(key)]).toEqual([[], true, false]);
  // Nothing more to begin.
  expect((await upload.ask(reachable)).status).toBe(409);
});

it('an upload that was cut goes on where it was', async () => {
  const bytes = randomBytes(500_000);
  const upload = await start(bytes);
  const { key } = await upload.send(reachable, 200_000);
  expect((await failure(student.api.document.finishUpload({ id: upload.id }))).code).toBe('CONFLICT');
  expect(await upload.send(reachable)).toMatchObject({ key, from: 200_000 });
  expect(await student.api.document.finishUpload({ id: upload.id })).toMatchObject({ bytes: 500_000 });
  expect((await kept(upload.id))?.equals(bytes)).toBe(true);
});

it('the same bytes again are named, and leave nothing', async () => {
  const bytes = randomBytes(5_000);
  const [first, second] = [await start(bytes), await start(bytes)];
  await first.send(reachable);
  await student.api.document.finishUpload({ id: first.id });
  const { key } = await second.send(reachable);
  expect(await failure(student.api.document.finishUpload({ id: second.id }))).toMatchObject({ code: 'DUPLICATE', data: { documentId: first.id } });
  await server.api.runJobs();
  expect([await left('uploads/'), service.files.has(key)]).toEqual([[], false]);
});

it('nobody begins an upload without leave, of another length, or of two files', async () => {
  const upload = await start(randomBytes(1_000));
  const before = service.registered.length;
  for (const leave of ['', 'nonsense', (await server.headersOf(student)).authorization.slice(7)]) {
    const refused = await upload.ask(reachable, { leave });
    expect([refused.status, await refused.json()]).toMatchObject([401, { error_code: 'UNAUTHENTICATED' }]);
  }
  expect(await (await upload.ask(reachable, { size: 2_000 })).json()).toMatchObject({ error_code: 'BAD_INPUT', detail: expect.stringContaining('length') });
  expect((await upload.ask(reachable, { count: 2 })).status).toBe(400);
  expect((await fetch(`${reachable}/uploadthing?slug=document`)).status).toBe(405);
  expect((await fetch(`${reachable}/uploadthing?actionType=upload&slug=secret`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(service.registered.length).toBe(before);
});

it('what does not come from the service is not believed', async () => {
  const bytes = randomBytes(1_000);
  const upload = await start(bytes);
  const { key } = await upload.send(reachable);
  const { headers, body } = service.callbackOf(key);
  const stranger = await server.api.signUp();
  for (const change of [{ signature: '' }, { signature: `hmac-sha256=${'0'.repeat(64)}` }, { body: body.replace(student.id, stranger.id) }]) {
    const refused = await call(key, change);
    expect([refused.status, (await refused.json()).error_code]).toEqual([400, 'BAD_INPUT']);
  }
  expect(headers['x-uploadthing-signature']).toMatch(/^hmac-sha256=/);
  expect((await failure(student.api.document.get({ id: upload.id }))).code).toBe('NOT_FOUND');
});

it('files are fetched from its own host, wherever it may point, and in the length that leave was given for', async () => {
  let asked = 0;
  const elsewhere = createServer((_req, res) => {
    asked += 1;
    res.end('x'.repeat(1_000));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void elsewhere.close());
  await expect.poll(() => elsewhere.listening).toBe(true);
  const address = elsewhere.address();
  const upload = await start(randomBytes(1_000));
  const { key } = await upload.send(reachable);
  service.movedTo = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
  expect(await failure(student.api.document.finishUpload({ id: upload.id }))).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  expect(asked).toBe(0);
  service.movedTo = null;

  service.files.set(key, { name: upload.id, bytes: randomBytes(999), size: 999 });
  expect(await failure(student.api.document.finishUpload({ id: upload.id }))).toMatchObject({ code: 'CONFLICT', retryable: false, detail: expect.stringContaining('length') });
  expect([await left('uploads/'), await kept(upload.id)]).toEqual([[], null]);
});

it('while it is out of order, whoever waits is told so, and nothing is lost', async () => {
  const upload = await start(randomBytes(1_000));
  await upload.send(reachable);
  service.broken = true;
  expect(await failure(student.api.document.finishUpload({ id: upload.id }))).toMatchObject({ code: 'UNAVAILABLE', retryable: true, detail: expect.stringContaining('Nothing is lost') });
  service.broken = false;
  server.api.clock.advance({ minutes: 6 });
  await lookAfterUploads(server.api.deps);
  expect(await student.api.document.get({ id: upload.id })).toMatchObject({ bytes: 1_000 });
});
