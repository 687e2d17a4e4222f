import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { protectedMark, type TestStudent } from '@studywright/api/testing';
import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

const password = 'Schlüssel & “quotes”';
const text = '# Cells\n\nA cell is the smallest unit that lives by itself.';

let server: TestServer;
let student: TestStudent;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  student = await server.api.signUp();
});
afterAll(() => server.close());
beforeEach(async () => {
  const courseId = v7();
  await student.api.course.create({ id: courseId, name: 'Cell biology' });
  id = v7();
  await student.api.document.pasteText({ id, courseId, title: 'Protected', text: `${protectedMark}${password}\n${text}\n${id}` });
  await server.api.runJobs();
  server.api.reader.asked.length = 0;
});

const view = () => student.api.document.get({ id });
const row = async () => (await server.api.deps.db.select().from(tables.documents)).find((document) => document.id === id);
const fileOf = async () => join(server.api.folder, (await row())?.storageKey ?? '');
const ticketOf = async () => (await student.api.document.startUnlock({ id })).ticket;

async function send(body: string, { ticket, method = 'POST' }: { ticket?: string | null; method?: string } = {}) {
  const bearer = ticket === undefined ? await ticketOf() : ticket;
  const response = await fetch(`${server.url}/unlock`, { method, headers: { 'content-type': 'application/json', origin: 'https://study.example', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) }, ...(method === 'POST' && { body }) });
  return { http: response.status, headers: response.headers, ...(await response.json()) };
}
const tryPassword = (tried: string) => send(JSON.stringify({ password: tried }));

describe('a document with a password', () => {
  it('waits for it, and is not tried again by itself', async () => {
    expect(await view()).toMatchObject({ status: 'failed', error: { code: 'PASSWORD_NEEDED', retryable: false } });
    expect(await server.api.jobs.waiting()).toEqual([]);
  });

  it('is opened, kept without it, and read', async () => {
    const before = await fileOf();
    const answer = await tryPassword(password);
    expect(answer).toMatchObject({ http: 200, id, status: 'queued', error: null });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://study.example');
    expect(await server.api.jobs.waiting('process-document')).toEqual([{ name: 'process-document', payload: { documentId: id } }]);
    await server.api.runJobs();
    expect(await view()).toMatchObject({ status: 'ready', counts: { topics: 1 } });
    expect(await readFile(await fileOf(), 'utf8')).toBe(`${text}\n${id}`);
    await expect(stat(before)).rejects.toThrow('ENOENT');
    // The same request again, after a lost answer, has nothing to open.
    expect(await tryPassword(password)).toMatchObject({ status: 'ready' });
    expect(server.api.reader.asked.filter((asked) => asked === 'unlock')).toHaveLength(1);
  });

  it('stays as it is for a wrong one, and the right one still opens it', async () => {
    expect(await tryPassword('wrong')).toMatchObject({ http: 422, error_code: 'WRONG_PASSWORD', retryable: false });
    expect(await view()).toMatchObject({ status: 'failed', error: { code: 'PASSWORD_NEEDED' } });
    expect((await tryPassword(password)).error_code).toBeUndefined();
  });

  it('takes ten tries in a quarter of an hour, also when they come at once', async () => {
    const ticket = await ticketOf();
    const tries = Array.from({ length: 13 }, (_, index) => index);
    const statuses: number[] = [];
    for (const index of tries) statuses.push((await send(JSON.stringify({ password: `${index}` }), { ticket })).http);
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429, 429]);
    const refused = await send(JSON.stringify({ password }), { ticket });
    expect(refused).toMatchObject({ http: 429, error_code: 'TOO_MANY', retry_after: limits.unlock.windowMinutes * 60 });
    expect(server.api.reader.asked).toHaveLength(10);
    server.api.clock.advance({ minutes: limits.unlock.windowMinutes, seconds: 1 });
    expect((await tryPassword(password)).error_code).toBeUndefined();
  });

  it('leaves its password nowhere', async () => {
    await tryPassword('a wrong but secret one');
    await send(`{"password": "a broken but secret one`);
    await tryPassword(password);
    await server.api.runJobs();
    const kept = JSON.stringify([await row(), await server.api.deps.db.select().from(tables.throttles), server.api.logged.map(({ fields, message }) => [message, Object.values(fields).map(String)])]);
    for (const secret of [password, 'a wrong but secret one', 'a broken but secret one']) expect(kept).not.toContain(secret);
  });
});

describe('a ticket to open a document', () => {
  it('is needed, is for this alone, and runs out', async () => {
    const upload = await student.api.document.startUpload({ id: v7(), courseId: (await row())?.courseId ?? '', fileName: 'a.txt', bytes: 5 });
    for (const ticket of [null, 'nonsense', upload.ticket, (await server.headersOf(student)).authorization.slice(7)]) {
      expect(await send(JSON.stringify({ password }), { ticket })).toMatchObject({ http: 401, error_code: 'UNAUTHENTICATED' });
    }
    const ticket = await ticketOf();
    server.api.clock.advance({ minutes: limits.unlock.ticketMinutes, seconds: 1 });
    expect((await send(JSON.stringify({ password }), { ticket })).http).toBe(401);
    expect(server.api.reader.asked).toEqual([]);
  });

  it('is of no use to one who may not change the document any more', async () => {
    const ticket = await ticketOf();
    await student.api.document.delete({ id });
    expect(await send(JSON.stringify({ password }), { ticket })).toMatchObject({ http: 404, error_code: 'NOT_FOUND' });
  });
});

it.each([
  ['', 400, 'BAD_INPUT'],
  ['[]', 400, 'BAD_INPUT'],
  ['{"password": ""}', 400, 'BAD_INPUT'],
  [JSON.stringify({ password: 'x'.repeat(2_000) }), 400, 'BAD_INPUT'],
  [JSON.stringify({ password: 'x'.repeat(limits.unlock.maxBodyBytes) }), 413, 'TOO_LARGE'],
])('a body like %.30s is refused', async (body, status, code) => {
  expect(await send(body)).toMatchObject({ http: status, error_code: code });
  expect(server.api.reader.asked).toEqual([]);
});

it('a password is not sent in an address', async () => {
  expect(await send('', { method: 'GET' })).toMatchObject({ http: 405 });
});
