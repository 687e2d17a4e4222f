import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** What comes back for these bytes, until the server closes. */
async function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('addresses', () => {
  it('say in our form that there is nothing', async () => {
    const response = await fetch(`${server.url}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ detail: 'There is nothing at this address.', error_code: 'NOT_FOUND', timestamp: expect.any(String), request_id: response.headers.get('x-request-id'), retryable: false });
  });

  it('say it in our form too when they cannot be read', async () => {
    const bad = await raw(server.url, 'GET nothing\r\n\r\n');
    expect(bad).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(bad.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error_code: 'BAD_INPUT', request_id: expect.any(String) });
    const large = await raw(server.url, `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('are not to be framed, sniffed or kept', async () => {
    const { headers } = await fetch(`${server.url}/health/live`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

describe('pages of other origins', () => {
  const ask = (origin: string, headers: Record<string, string> = {}, path = '/trpc/account.me', method = 'GET') => fetch(server.url + path, { method, headers: { origin, ...headers } });

  it('are let in when they are of the web app', async () => {
    const response = await ask('https://study.example');
    expect(response.headers.get('access-control-allow-origin')).toBe('https://study.example');
    expect(response.headers.get('access-control-expose-headers')).toContain('Upload-Offset');
    const preflight = await ask('https://study.example', { 'access-control-request-method': 'PATCH' }, '/uploads/x', 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Upload-Offset');
  });

  it.each(['https://evil.example', 'https://study.example.evil.example', 'http://study.example', 'null'])('are not let in: %s', async (origin) => {
    expect((await ask(origin)).headers.has('access-control-allow-origin')).toBe(false);
    expect((await ask(origin, { 'access-control-request-method': 'POST' }, '/trpc/course.create', 'OPTIONS')).headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('health', () => {
  it('is live without a database, and ready with one that is up to date', async () => {
    expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({ status: 'live' });
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready' });
  });

  it.each([
    ['the queue has not started', { health: { stopping: false, queue: false } }, /job queue/],
    ['it is being stopped', { health: { stopping: true, queue: true } }, /being stopped/],
    ['nothing listens where the database should be', { databaseUrl: 'postgres://secret:secret@127.0.0.1:9/none' }, /database cannot be reached/],
  ])('is not ready when %s', async (_when, options, reason) => {
    const url = await server.beside(options);
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(503);
    const body = await response.json();
    expect(body).toMatchObject({ error_code: 'UNAVAILABLE', detail: expect.stringMatching(reason), retry_after: 2 });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('is not ready before all migrations have run', async () => {
    await server.api.deps.db.execute('update drizzle.__drizzle_migrations set created_at = created_at - 1');
    const behind = await (await fetch(`${server.url}/health/ready`)).json();
    await server.api.deps.db.execute('update drizzle.__drizzle_migrations set created_at = created_at + 2');
    const ahead = await (await fetch(`${server.url}/health/ready`)).json();
    await server.api.deps.db.execute('update drizzle.__drizzle_migrations set created_at = created_at - 1');
    expect(behind).toMatchObject({ detail: expect.stringContaining('Run the migrations') });
    expect(ahead).toMatchObject({ detail: expect.stringContaining('newer version') });
  });
});
