import { request as httpRequest } from 'node:http';
import { limits } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeededCourse, TestStudent } from '@studywright/api/testing';
import { startTestServer, type TestServer } from '../testing/server.ts';

interface Ask {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sent as somebody who has not signed in. */
  nobody?: boolean;
}

interface Answer {
  status: number;
  contentType: string | undefined;
  allow: string | undefined;
  body: unknown;
}

let server: TestServer;
let adapterUrl: string;
let student: TestStudent;
let course: SeededCourse;
let authorization: string;

beforeAll(async () => {
  server = await startTestServer();
  adapterUrl = await server.beside({ fastLane: false });
  student = await server.api.signUp();
  course = await server.api.seedCourse(student);
  ({ authorization } = await server.headersOf(student));
});
afterAll(() => server.close());

/** Of node:http, not of fetch, which refuses to send some of what a server has to answer. */
function send(base: string, { method = 'GET', path, headers, body, nobody }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(base + path, { method, headers: { ...(nobody ? {} : { authorization }), ...headers } }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: res.statusCode ?? 0, contentType: res.headers['content-type'], allow: res.headers.allow, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text, steady) : text });
      });
    });
    // An oversize body may be refused before all of it is sent.
    req.on('error', (error) => (req.destroyed && req.reusedSocket ? undefined : reject(error)));
    req.end(body);
  });
}

/** What may differ between two answers to the same request. */
function steady(key: string, value: unknown): unknown {
  return key === 'timestamp' || key === 'request_id' ? typeof value : value;
}

async function both(ask: Ask): Promise<Answer> {
  const fast = await send(server.url, ask);
  const official = await send(adapterUrl, ask);
  expect(fast).toEqual(official);
  return official;
}

const json = { 'content-type': 'application/json' };
const input = (value: unknown) => `?input=${encodeURIComponent(JSON.stringify(value))}`;
const errorCode = (code: string) => expect.objectContaining({ error: expect.objectContaining({ data: expect.objectContaining({ error_code: code, request_id: 'string', timestamp: 'string', detail: expect.any(String) }) }) });
const id = '0198d5a4-0000-7000-8000-000000000001';

describe('the fast lane and the adapter of tRPC answer alike', () => {
  it('a query without input, and one with', async () => {
    expect((await both({ path: '/trpc/account.me' })).body).toMatchObject({ result: { data: { email: student.email } } });
    const opened = await both({ path: `/trpc/course.open${input({ id: course.courseId })}` });
    expect(opened).toMatchObject({ status: 200, contentType: 'application/json', body: { result: { data: { course: { name: 'Cell biology' } } } } });
    await both({ path: '/trpc/course.list?input=%7B%7D', headers: json });
    await both({ path: '/trpc/course.list?input={}+' });
  });

  it('a mutation that may be sent twice', async () => {
    const body = JSON.stringify({ id, name: 'Träume – 学習' });
    expect((await both({ method: 'POST', path: '/trpc/course.create', headers: { 'content-type': 'Application/JSON; charset=utf-8' }, body })).body).toMatchObject({ result: { data: { name: 'Träume – 学習' } } });
    await both({ method: 'POST', path: '/trpc/course.create', headers: json, body: `\ufeff${body}` });
  });

  it.each<[string, Ask, number, string]>([
    ['nobody', { path: '/trpc/course.list?input={}', nobody: true }, 401, 'UNAUTHENTICATED'],
    ['a token that is none', { path: '/trpc/course.list?input={}', headers: { authorization: 'Bearer x.y.z' } }, 401, 'UNAUTHENTICATED'],
    ['a key that is none', { path: '/trpc/course.list?input={}', headers: { authorization: 'Bearer sw_none' } }, 401, 'UNAUTHENTICATED'],
    ['what is not there', { path: `/trpc/course.get${input({ id: '0198d5a4-0000-7000-8000-000000000002' })}` }, 404, 'NOT_FOUND'],
    ['an input that is wrong', { path: `/trpc/course.get${input({ id: 'seven' })}` }, 400, 'BAD_INPUT'],
    ['an input that is missing', { path: '/trpc/course.get' }, 400, 'BAD_INPUT'],
    ['an empty input', { path: '/trpc/course.get?input=' }, 400, 'BAD_INPUT'],
    ['a query that is no JSON', { path: '/trpc/course.get?input=%7Bid' }, 400, 'BAD_INPUT'],
    ['an escape that is none', { path: '/trpc/course.get?input=%zz' }, 400, 'BAD_INPUT'],
    ['a body that is no JSON', { method: 'POST', path: '/trpc/course.create', headers: json, body: '{"id":' }, 400, 'BAD_INPUT'],
    ['a body that is missing', { method: 'POST', path: '/trpc/course.create', headers: json }, 400, 'BAD_INPUT'],
    ['a body that is no object', { method: 'POST', path: '/trpc/course.create', headers: json, body: '[1]' }, 400, 'BAD_INPUT'],
    ['a body that is too large', { method: 'POST', path: '/trpc/course.create', headers: json, body: JSON.stringify({ name: 'x'.repeat(limits.request.maxBodyBytes) }) }, 413, 'TOO_LARGE'],
    ['nobody with a body that is too large', { method: 'POST', path: '/trpc/course.create', nobody: true, headers: json, body: 'x'.repeat(limits.request.maxBodyBytes + 1) }, 401, 'UNAUTHENTICATED'],
    ['a body of another kind', { method: 'POST', path: '/trpc/course.create', headers: { 'content-type': 'text/plain' }, body: '{}' }, 415, 'UNSUPPORTED'],
    ['a body of no kind', { method: 'POST', path: '/trpc/course.create', body: '{}' }, 415, 'UNSUPPORTED'],
    ['a form', { method: 'POST', path: '/trpc/account.signOut', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }, 415, 'UNSUPPORTED'],
    ['a stream of bytes', { method: 'POST', path: '/trpc/account.signOut', headers: { 'content-type': 'application/octet-stream' }, body: 'x' }, 415, 'UNSUPPORTED'],
    ['a query sent with POST', { method: 'POST', path: '/trpc/course.list', headers: json, body: '{}' }, 405, 'BAD_INPUT'],
    ['a mutation asked with GET', { path: `/trpc/course.create${input({ id, name: 'x' })}` }, 405, 'BAD_INPUT'],
    ['another method', { method: 'PUT', path: '/trpc/course.create', headers: json, body: '{}' }, 405, 'BAD_INPUT'],
    ['an unknown procedure', { path: '/trpc/course.nothing' }, 404, 'NOT_FOUND'],
    ['a name that every object has', { path: '/trpc/constructor' }, 404, 'NOT_FOUND'],
    ['a path that is only a router', { path: '/trpc/course' }, 404, 'NOT_FOUND'],
    ['a path with an escape that is none', { path: '/trpc/course.%zz' }, 400, 'BAD_INPUT'],
    ['no path', { path: '/trpc/' }, 404, 'NOT_FOUND'],
    ['parameters of a connection that are none', { path: '/trpc/course.list?input={}&connectionParams=%7B' }, 400, 'BAD_INPUT'],
    ['a call of a batch that is streamed but is none', { path: '/trpc/course.list?input={}', headers: { 'trpc-accept': 'application/jsonl' } }, 400, 'BAD_INPUT'],
  ])('an error: %s', async (_what, ask, status, code) => {
    const answer = await both(ask);
    expect(answer).toMatchObject({ status, contentType: 'application/json', body: errorCode(code) });
    expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|select /);
  });

  it('a failure of ours: it says nothing of what failed, and how to name it', async () => {
    await server.api.deps.db.execute('alter table api_keys rename to elsewhere');
    try {
      // Once inside the procedure, once before there is anybody to ask for it.
      const within = await both({ path: '/trpc/account.apiKeys.list' });
      const before = await both({ path: '/trpc/account.me', headers: { authorization: 'Bearer sw_some-key' } });
      for (const answer of [within, before]) {
        expect(answer).toMatchObject({ status: 500, contentType: 'application/json', body: errorCode('INTERNAL') });
        expect(JSON.stringify(answer.body)).not.toMatch(/api_keys|select/);
      }
      expect(server.api.logged.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(4);
    } finally {
      await server.api.deps.db.execute('alter table elsewhere rename to api_keys');
    }
  });

  it('a request with a name of its own, which the answer and its error repeat', async () => {
    for (const base of [server.url, adapterUrl]) {
      for (const path of ['/trpc/course.get', '/trpc/course.%zz']) {
        const response = await fetch(base + path, { headers: { authorization, 'x-request-id': 'mine-0001' } });
        expect(response.headers.get('x-request-id')).toBe('mine-0001');
        expect(await response.json()).toMatchObject({ error: { data: { request_id: 'mine-0001' } } });
      }
    }
  });

  it('HEAD, and batches up to their limit', async () => {
    expect((await both({ method: 'HEAD', path: '/trpc/course.list' })).status).toBe(204);
    const batch = await both({ path: `/trpc/account.me,course.get${input({ 1: { id } })}&batch=1` });
    expect(batch).toMatchObject({ status: 200, body: [{ result: { data: { email: student.email } } }, { result: { data: { id } } }] });
    const names = Array.from({ length: limits.request.maxBatch + 1 }, () => 'account.me').join(',');
    expect((await both({ path: `/trpc/${names}?batch=1` })).status).toBe(400);
  });
});
