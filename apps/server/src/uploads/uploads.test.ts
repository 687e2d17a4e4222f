import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '@studywright/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeededCourse, TestStudent } from '@studywright/api/testing';
import { startTestServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
let student: TestStudent;
let course: SeededCourse;
beforeAll(async () => {
  server = await startTestServer();
  student = await server.api.signUp();
  course = await server.api.seedCourse(student);
});
afterAll(() => server.close());

interface Started {
  id: string;
  bytes: Buffer;
  ticket: string;
  send(method: string, options?: { headers?: Record<string, string>; body?: Buffer; path?: string; ticket?: string | null }): Promise<Response>;
}

async function start(bytes: Buffer = randomBytes(1_000)): Promise<Started> {
  const id = randomUUID();
  const { ticket, path: endpoint } = await student.api.document.startUpload({ id, courseId: course.courseId, fileName: 'notes.txt', bytes: bytes.length });
  return {
    id,
    bytes,
    ticket,
    send: (method, { headers, body, path = method === 'POST' ? '' : `/${id}`, ticket: other = ticket } = {}) =>
      fetch(server.url + endpoint + path, {
        method,
        headers: { 'tus-resumable': '1.0.0', ...(other !== null && { authorization: `Bearer ${other}` }), ...headers },
        ...(body && { body: new Uint8Array(body) }),
      }),
  };
}

const create = ({ send, bytes }: Started) => send('POST', { headers: { 'upload-length': String(bytes.length) } });
const append = ({ send, bytes }: Started, from: number, to: number) => send('PATCH', { headers: { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' }, body: bytes.subarray(from, to) });
const errorOf = async (response: Response) => ({ status: response.status, ...(await response.json()) });

describe('an upload', () => {
  it('comes in parts, becomes a document, and is at its end from then on', async () => {
    const upload = await start();
    const created = await create(upload);
    expect(created.status).toBe(201);
    expect(new URL(created.headers.get('location') ?? '', `${server.url}/uploads`).pathname).toBe(`/uploads/${upload.id}`);
    expect((await append(upload, 0, 400)).headers.get('upload-offset')).toBe('400');
    expect((await upload.send('HEAD')).headers.get('upload-offset')).toBe('400');
    expect((await append(upload, 400, 1_000)).status).toBe(204);

    // The server has finished it before its last answer; the page asks all the same.
    const view = await student.api.document.get({ id: upload.id });
    expect(view).toMatchObject({ title: 'notes', bytes: 1_000, status: 'queued' });
    expect(await student.api.document.finishUpload({ id: upload.id })).toEqual(view);
    expect(await server.api.jobs.waiting('process-document')).toContainEqual({ name: 'process-document', payload: { documentId: upload.id } });
    expect(await readFile(join(server.api.folder, 'documents', upload.id.slice(-2), upload.id))).toEqual(upload.bytes);

    const head = await upload.send('HEAD');
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([200, '1000', '1000']);
    expect(await errorOf(await append(upload, 0, 10))).toMatchObject({ status: 409, error_code: 'CONFLICT', retryable: true });
    const again = await create(upload);
    expect([again.status, again.headers.get('upload-offset')]).toEqual([201, '1000']);
    expect((await upload.send('DELETE')).status).toBe(409);
    expect(await readdir(join(server.api.folder, 'uploads'))).not.toContain(upload.id);
  });

  it('goes on where it was when it is begun again', async () => {
    const upload = await start();
    await create(upload);
    await append(upload, 0, 700);
    const again = await create(upload);
    expect([again.status, again.headers.get('upload-offset')]).toEqual([201, '700']);
    expect((await upload.send('HEAD')).headers.get('upload-offset')).toBe('700');
    expect((await append(upload, 700, 1_000)).status).toBe(204);
    expect((await student.api.document.get({ id: upload.id })).bytes).toBe(1_000);
  });

  it('that has the bytes of a document is no error of the upload; the page is told when it asks', async () => {
    const first = await start();
    await create(first);
    await append(first, 0, 1_000);
    const second = await start(first.bytes);
    await create(second);
    expect((await append(second, 0, 1_000)).status).toBe(204);
    await expect(student.api.document.finishUpload({ id: second.id })).rejects.toMatchObject({ cause: { code: 'DUPLICATE', data: { documentId: first.id } } });
    expect((await student.api.document.list({ courseId: course.courseId })).items.filter((document) => document.id === second.id)).toEqual([]);
  });

  it('is taken back', async () => {
    const upload = await start();
    await create(upload);
    expect((await upload.send('DELETE')).status).toBe(204);
    expect(await errorOf(await append(upload, 0, 1_000))).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
  });

  it('refuses a part at another place, and bytes past its end', async () => {
    const upload = await start();
    await create(upload);
    expect(await errorOf(await append(upload, 10, 20))).toMatchObject({ status: 409, error_code: 'CONFLICT', retryable: true });
    const past = await upload.send('PATCH', { headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, body: randomBytes(1_001) });
    expect(await errorOf(past)).toMatchObject({ status: 413, error_code: 'TOO_LARGE' });
    expect((await upload.send('HEAD')).headers.get('upload-offset')).toBe('0');
  });
});

describe('a ticket', () => {
  let upload: Started;
  let other: Started;
  beforeEach(async () => {
    upload = await start();
    other = await start();
    await create(upload);
  });

  it.each(['POST', 'HEAD', 'PATCH', 'DELETE'])('is needed for %s', async (method) => {
    for (const ticket of [null, 'nonsense', (await server.headersOf(student)).authorization.slice(7)]) {
      const response = await upload.send(method, { ticket, headers: { 'upload-length': '1000', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
      expect(response.status).toBe(401);
      if (method !== 'HEAD') expect(await response.json()).toMatchObject({ error_code: 'UNAUTHENTICATED', detail: expect.stringContaining('Start the upload again') });
    }
  });

  it.each(['HEAD', 'PATCH', 'DELETE'])('lets nobody do %s to another upload', async (method) => {
    const response = await upload.send(method, { ticket: other.ticket, headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
    expect(response.status).toBe(404);
    expect((await upload.send('HEAD')).headers.get('upload-offset')).toBe('0');
  });

  it('runs out', async () => {
    server.api.clock.advance({ hours: limits.upload.ticketHours, seconds: 1 });
    expect((await upload.send('HEAD')).status).toBe(401);
  });

  it('is of no use once its student has gone', async () => {
    const gone = await server.api.signUp();
    const theirs = await server.api.seedCourse(gone);
    const { ticket } = await gone.api.document.startUpload({ id: upload.id.replace(/.$/, '0'), courseId: theirs.courseId, fileName: 'a.txt', bytes: 5 });
    await gone.api.account.deleteAccount({ password: gone.password });
    expect(await errorOf(await upload.send('POST', { ticket, headers: { 'upload-length': '5' } }))).toMatchObject({ status: 404 });
  });

  it('names the length of the file', async () => {
    expect(await errorOf(await other.send('POST', { headers: { 'upload-length': '999' } }))).toMatchObject({ status: 400, error_code: 'BAD_INPUT', detail: expect.stringContaining('length') });
    expect(await errorOf(await other.send('POST', { headers: { 'upload-defer-length': '1' } }))).toMatchObject({ status: 400 });
    expect(await errorOf(await other.send('POST', { headers: { 'upload-length': String(limits.upload.maxBytes + 1) } }))).toMatchObject({ status: 413, error_code: 'TOO_LARGE' });
    expect((await readdir(join(server.api.folder, 'uploads'))).filter((name) => name.startsWith(other.id))).toEqual([]);
  });

  it.each([
    ['GET', ''],
    ['GET', 'item'],
    ['PUT', 'item'],
    ['POST', 'item'],
  ])('is not for %s of %s', async (method, what) => {
    const response = await upload.send(method, { path: what === '' ? '' : `/${upload.id}` });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain(what === '' ? 'POST' : 'PATCH');
  });

  it.each(['/../secrets', '/%2e%2e%2fsecret', '/x', '//'])('leads nowhere else: %s', async (path) => {
    expect((await upload.send('HEAD', { path })).status).toBe(404);
  });
});

it('the protocol is described to whoever asks', async () => {
  const response = await fetch(`${server.url}/uploads`, { method: 'OPTIONS' });
  expect(response.status).toBe(204);
  expect(response.headers.get('tus-version')).toBe('1.0.0');
  expect(Number(response.headers.get('tus-max-size'))).toBe(limits.upload.maxBytes);
});
