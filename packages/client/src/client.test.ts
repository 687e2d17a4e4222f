import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createTestApi, type TestApi, type TestStudent } from '@studywright/api/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createClient, StudywrightError, waitForDocument, type Document, type Tokens } from './index.ts';
import { serveApi, type TestServer } from './testing/index.ts';

let api: TestApi;
let server: TestServer;
let ada: TestStudent;
beforeAll(async () => {
  api = await createTestApi();
  server = await serveApi(api);
  ada = await api.signUp();
});
beforeEach(async () => {
  server.calls.length = 0;
  api.model.hold = () => Promise.resolve();
  await api.jobs.clear();
});
afterAll(async () => {
  await server.close();
  await api.close();
});

const now = () => api.clock.now();
const anonymous = () => createClient({ url: server.url });
const signIn = (student = ada) => anonymous().account.signIn.mutate({ email: student.email, password: student.password });
const times = (path: string) => server.calls.filter((call) => call === path).length;

async function errorOf(call: Promise<unknown>): Promise<StudywrightError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StudywrightError)) throw new Error(`Not a StudywrightError: ${String(thrown)}`);
  return thrown;
}

test('loads nothing of the server', async () => {
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(specifier, context, next) {
      if (/@studywright\\/|drizzle|postgres/.test(specifier)) throw new Error('The client loads ' + specifier);
      return next(specifier, context);
    } });`;
  const program = `const { createClient } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const client = createClient({ url: ${JSON.stringify(server.url)}, accessToken: ${JSON.stringify((await signIn()).accessToken)} });
    process.stdout.write((await client.account.me.query()).email);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, '--input-type=module', '--eval', program]);
  expect(stdout).toBe(ada.email);
});

describe('errors', () => {
  test('say what the server said', async () => {
    const client = createClient({ url: `${server.url}/`, accessToken: (await signIn()).accessToken });
    const id = api.deps.newId();
    const missing = await errorOf(client.course.get.query({ id }));
    expect(missing).toMatchObject({ name: 'StudywrightError', code: 'NOT_FOUND', status: 404, retryable: false, requestId: 'test-request', fields: null, retryAfter: null });
    expect(missing.message).toBe('This course does not exist, or you have no access to it.');
    expect(missing.detail).toBe(missing.message);
    expect(await errorOf(client.course.create.mutate({ id, name: ' ' }))).toMatchObject({ code: 'BAD_INPUT', status: 400, fields: { name: expect.stringContaining('Name the course') } });
    expect(await errorOf(anonymous().account.me.query())).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, detail: 'Sign in first.' });
  });

  test('carry what is needed to go on', async () => {
    const client = createClient({ url: server.url, accessToken: (await signIn()).accessToken });
    const { courseId } = await api.seedCourse(ada);
    const documentId = api.deps.newId();
    await client.document.pasteText.mutate({ id: documentId, courseId, title: 'Once', text: 'The same words.' });
    expect(await errorOf(client.document.pasteText.mutate({ id: api.deps.newId(), courseId, title: 'Twice', text: 'The same words.' }))).toMatchObject({ code: 'DUPLICATE', status: 409, details: { documentId } });
    const ben = await api.signUp();
    const wrong = () => errorOf(anonymous().account.signIn.mutate({ email: ben.email, password: 'wrong' }));
    for (let tries = 0; tries < 5; tries += 1) await wrong();
    expect(await wrong()).toMatchObject({ code: 'TOO_MANY', status: 429, retryable: true, retryAfter: 5 });
  });

  test('tell a server that is not there from one that is something else', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    silent.on('request', (_request, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'));
    expect(await errorOf(createClient({ url }).account.me.query())).toMatchObject({ code: 'UNREACHABLE', status: 502, retryable: true, detail: `${url} answers (502), but not as a Studywright server does. Check the address.` });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect(await errorOf(createClient({ url }).account.me.query())).toMatchObject({ code: 'UNREACHABLE', status: null, retryable: true, requestId: null, detail: `${url} does not answer. Check that the server runs and that this is its address.` });
  });

  test('say when the caller stopped waiting', async () => {
    const stop = new AbortController();
    const call = createClient({ url: server.url }).account.me.query(undefined, { signal: stop.signal });
    stop.abort();
    expect(await errorOf(call)).toMatchObject({ code: 'ABORTED', retryable: false });
  });
});

test('an API key lets in until it is revoked', async () => {
  const { id, key } = await ada.api.account.apiKeys.create({ name: 'Exporter' });
  const client = createClient({ url: server.url, apiKey: key });
  expect((await client.account.me.query()).id).toBe(ada.id);
  await ada.api.account.apiKeys.revoke({ id });
  expect(await errorOf(client.account.me.query())).toMatchObject({ code: 'UNAUTHENTICATED' });
});

describe('tokens', () => {
  test('are replaced half a minute before they end, once for many calls, and handed over to be kept', async () => {
    const tokens = await signIn();
    const kept: (Tokens | null)[] = [];
    const client = createClient({ url: server.url, tokens, now, onTokens: (fresh) => void kept.push(fresh) });
    api.clock.advance({ minutes: 29, seconds: 30 });
    await client.account.me.query();
    expect(times('account.refresh')).toBe(0);
    api.clock.advance({ seconds: 1 });

    const names = await Promise.all(Array.from({ length: 5 }, () => client.account.me.query().then((me) => me.email)));

    expect(names).toEqual(Array.from({ length: 5 }, () => ada.email));
    expect(times('account.refresh')).toBe(1);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ accessToken: expect.any(String), expiresAt: new Date(now().getTime() + 30 * 60_000).toISOString() });
    expect(kept[0]?.refreshToken).not.toBe(tokens.refreshToken);
  });

  test('are replaced when the server takes them no more, whatever the clock here says', async () => {
    const begun = now();
    const client = createClient({ url: server.url, tokens: await signIn(), now: () => begun });
    api.clock.advance({ minutes: 31 });
    const emails = await Promise.all([client.account.me.query(), client.course.list.query({}), client.progress.today.query()]);
    expect(emails[0].email).toBe(ada.email);
    expect(times('account.refresh')).toBe(1);
    expect(times('account.me')).toBe(2);
  });

  test('of a sign-in that has ended end the calls, and are to be forgotten', async () => {
    const stolen = await signIn();
    const kept: (Tokens | null)[] = [];
    const owner = createClient({ url: server.url, tokens: stolen, now, onTokens: (fresh) => void kept.push(fresh) });
    const thief = createClient({ url: server.url, tokens: stolen, now });
    api.clock.advance({ minutes: 31 });
    await owner.account.me.query();
    // The refresh token is used a second time: nobody can tell whose it is, so it ends for both.
    expect(await errorOf(thief.account.me.query())).toMatchObject({ code: 'UNAUTHENTICATED' });
    api.clock.advance({ minutes: 31 });
    expect(await errorOf(owner.account.me.query())).toMatchObject({ code: 'UNAUTHENTICATED', detail: 'This sign-in has ended. Sign in again.' });
    expect(kept.at(-1)).toBeNull();
  });

  test('that several processes share are exchanged by one of them', async () => {
    let stored: Tokens = await signIn();
    let line: Promise<unknown> = Promise.resolve();
    const sharing = (exchange: (newest: Tokens) => Promise<Tokens>, held: Tokens): Promise<Tokens> => {
      const turn = line.then(async () => (stored = stored.accessToken === held.accessToken ? await exchange(stored) : stored));
      line = turn.catch(() => {});
      return turn;
    };
    const clients = Array.from({ length: 3 }, () => createClient({ url: server.url, tokens: stored, now, sharing }));
    api.clock.advance({ minutes: 31 });
    await Promise.all(clients.map((client) => client.account.me.query()));
    expect(times('account.refresh')).toBe(1);
    expect(times('account.me')).toBe(3);
  });

  test('that cannot be kept say so instead of blaming the server', async () => {
    const client = createClient({
      url: server.url,
      tokens: await signIn(),
      now,
      onTokens: () => {
        throw new Error('the disk is full');
      },
    });
    api.clock.advance({ minutes: 31 });
    expect(await errorOf(client.account.me.query())).toMatchObject({ code: 'INTERNAL', detail: 'The sign-in could not be kept: the disk is full' });
  });

  test('have nothing to do with signing in: a wrong password is tried once', async () => {
    const client = createClient({ url: server.url, tokens: await signIn(), now });
    server.calls.length = 0;
    expect(await errorOf(client.account.signIn.mutate({ email: ada.email, password: 'wrong' }))).toMatchObject({ code: 'UNAUTHENTICATED', detail: expect.stringContaining('do not belong together') });
    expect(server.calls).toEqual(['account.signIn']);
  });
});

describe('waiting for a document', () => {
  async function pasted() {
    const { courseId } = await api.seedCourse(ada);
    const id = api.deps.newId();
    await ada.api.document.pasteText({ id, courseId, title: 'Notes', text: `Something new, ${id}.` });
    return id;
  }
  const never = { told: 3_600_000, untold: 3_600_000 };

  test('hears of what happens and gives it when it is ready', async () => {
    const client = createClient({ url: server.url, tokens: await signIn(), now });
    const id = await pasted();
    const seen: Document[] = [];
    const queued = Promise.withResolvers<void>();
    api.model.hold = async () => queued.promise;
    const done = waitForDocument(client, id, {
      everyMs: never,
      onProgress: (document) => {
        seen.push(document);
        if (document.status === 'working') queued.resolve();
      },
    });
    await api.runJobs();
    expect(await done).toMatchObject({ id, status: 'ready', percent: 100 });
    expect(seen.map((document) => document.percent)).toEqual(seen.map((document) => document.percent).toSorted((a, b) => a - b));
    expect(seen.at(-1)?.status).toBe('ready');
  });

  /** As through a proxy that lets no stream of events pass. */
  const withoutEvents: typeof fetch = (address, init) => {
    const url = address instanceof Request ? address.url : address.toString();
    return url.includes('document.changes') ? Promise.reject(new TypeError('fetch failed')) : fetch(address, init);
  };

  test('looks for itself where nothing is told', async () => {
    const client = createClient({ url: server.url, tokens: await signIn(), now, fetch: withoutEvents });
    const id = await pasted();
    const looked = Promise.withResolvers<void>();
    const done = waitForDocument(client, id, { everyMs: { told: 3_600_000, untold: 5 }, onProgress: () => looked.resolve() });
    await looked.promise;
    await api.runJobs();
    expect(await done).toMatchObject({ id, status: 'ready' });
  });

  test('gives one that failed, with why', async () => {
    const client = createClient({ url: server.url, tokens: await signIn(), now });
    const id = await pasted();
    api.model.failures.push(...Array.from({ length: 3 }, () => new Error('the engine is broken')));
    const done = waitForDocument(client, id);
    await api.runJobs();
    expect(await done).toMatchObject({ status: 'failed', error: { code: 'INTERNAL', retryable: true } });
  });

  test('ends with its caller, and when there is no such document', async () => {
    const client = createClient({ url: server.url, tokens: await signIn(), now });
    const stop = new AbortController();
    expect(await errorOf(waitForDocument(client, await pasted(), { signal: stop.signal, onProgress: () => stop.abort() }))).toMatchObject({ code: 'ABORTED' });
    const ben = await api.signUp();
    const stranger = createClient({ url: server.url, tokens: await signIn(ben), now });
    expect(await errorOf(waitForDocument(stranger, await pasted()))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a subscription that is refused says why', async () => {
    const { courseId } = await api.seedCourse(ada);
    const ben = await api.signUp();
    const stranger = createClient({ url: server.url, tokens: await signIn(ben), now });
    const refused = Promise.withResolvers<unknown>();
    stranger.document.changes.subscribe({ courseId }, { onError: refused.resolve });
    expect(await refused.promise).toMatchObject({ name: 'StudywrightError', code: 'NOT_FOUND', status: 404 });
  });
});
