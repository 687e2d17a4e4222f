import { AppError } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { cells } from '../../test/documents.ts';
import { openAiServer, testKey, type ChatRequest, type OpenAiServer, type Reply } from '../../test/openai-server.ts';
import { diligent } from '../../test/scripted-model.ts';
import type { ModelUsage } from '../model.ts';
import { createOpenAiModel, type OpenAiModelOptions } from './model.ts';

/** So that a test does not wait the half second and more that the SDK waits by itself. */
const soon = { 'retry-after-ms': '1' };

function setUp(server: Pick<OpenAiServer, 'baseUrl'>, options: Partial<OpenAiModelOptions> = {}) {
  const usage: ModelUsage[] = [];
  const stop = new AbortController();
  const call = { signal: stop.signal, onUsage: async (one: ModelUsage) => void usage.push(one) };
  const model = createOpenAiModel({ baseUrl: server.baseUrl, apiKey: testKey, model: 'gpt-4o-mini', maxRetries: 2, ...options });
  return { usage, stop, outline: () => model.outline(cells, call), outcomes: () => usage.map(({ outcome }) => outcome) };
}

const good = (request: ChatRequest): Reply => ({ content: diligent(request) });
const sequence = (...replies: (Reply | null)[]) => openAiServer((request, count) => replies[count - 1] ?? good(request));

async function failure(outline: () => Promise<unknown>): Promise<AppError> {
  const error = await outline().then(() => null, (reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error('It did not fail with an AppError.', { cause: error });
  return error;
}

describe('the form of the answer', () => {
  it('is asked for by a strict JSON schema', async () => {
    await using server = await sequence();
    await setUp(server).outline();
    expect(server.requests).toMatchObject([{ model: 'gpt-4o-mini', response_format: { type: 'json_schema', json_schema: { strict: true } } }]);
  });

  const refuse = (word: string): Reply => ({ status: 400, error: { message: `'response_format.type' of '${word}' is not supported.`, param: 'response_format' } });
  const formats = (server: OpenAiServer) => server.requests.map(({ response_format }) => response_format?.type ?? 'none');

  it('falls back to JSON mode, says the form in words, and remembers', async () => {
    await using server = await openAiServer((request) => (request.response_format?.type === 'json_schema' ? refuse('json_schema') : good(request)));
    const { outline, outcomes } = setUp(server);
    expect((await outline()).topics).toHaveLength(2);
    await outline();
    expect(formats(server)).toEqual(['json_schema', 'json_object', 'json_object']);
    expect(server.requests[1]?.messages[0]?.content).toContain('"firstPassage"');
    expect(outcomes()).toEqual(['failed', 'ok', 'ok']);
  });

  it('falls back to plain words for a server that knows neither', async () => {
    await using server = await openAiServer((request) => (request.response_format ? { status: 400, error: "'response_format.type' must be 'text'" } : good(request)));
    const { outline } = setUp(server);
    expect((await outline()).topics).toHaveLength(2);
    await outline();
    expect(formats(server)).toEqual(['json_schema', 'json_object', 'none', 'none']);
  });

  it('leaves out a temperature, a limit and a system role that the server does not take', async () => {
    await using server = await openAiServer((request): Reply => {
      const refuseParam = (param: string): Reply => ({ status: 400, error: { message: `Unsupported parameter: '${param}' is not supported with this model.`, param, code: 'unsupported_parameter' } });
      if (request.temperature !== undefined) return refuseParam('temperature');
      if (request.max_tokens !== undefined) return refuseParam('max_tokens');
      if (request.messages[0]?.role === 'system') return { status: 400, error: { message: 'System role not supported' } };
      return good(request);
    });
    expect((await setUp(server).outline()).topics).toHaveLength(2);
    expect(server.requests.at(-1)).toMatchObject({ max_completion_tokens: 8_000, response_format: { type: 'json_schema' }, messages: [{ role: 'user' }] });
  });

  it('is repaired once: the model sees what it wrote, and what is missing', async () => {
    await using server = await sequence({ content: 'Sure! The topics are osmosis and mitosis.' });
    const { outline, outcomes } = setUp(server);
    expect((await outline()).topics).toHaveLength(2);
    expect(server.requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(server.requests[1]?.messages[2]?.content).toContain('Sure!');
    expect(outcomes()).toEqual(['failed', 'ok']);
  });

  it('is not asked for a third time', async () => {
    await using server = await openAiServer(() => ({ content: '{"sorry":true}' }));
    const { outline, outcomes } = setUp(server);
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(outcomes()).toEqual(['failed', 'failed']);
  });
});

describe('faults on the way', () => {
  it('tries again after 429, when Retry-After says so', async () => {
    await using server = await sequence({ status: 429, error: { message: 'Rate limit reached' }, headers: { 'retry-after': '0.01' } });
    const { outline, outcomes } = setUp(server);
    expect((await outline()).topics).toHaveLength(2);
    expect(server.requests).toHaveLength(2);
    expect(outcomes()).toEqual(['ok']);
  });

  it('gives up on 429 with the seconds after which to come back', async () => {
    await using server = await openAiServer(() => ({ status: 429, error: { message: 'Rate limit reached' }, headers: { ...soon, 'retry-after': '17' } }));
    const { outline, outcomes } = setUp(server);
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: true, retryAfter: 17 });
    expect(outcomes()).toEqual(['failed']);
  });

  it('does not promise that more tries help when the account is empty', async () => {
    await using server = await openAiServer(() => ({ status: 429, error: { message: 'You exceeded your current quota', code: 'insufficient_quota' }, headers: soon }));
    expect(await failure(setUp(server).outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: false });
  });

  it('gives up after the retries when the server keeps failing', async () => {
    await using server = await openAiServer(() => ({ status: 500, error: { message: 'The server had an error' }, headers: soon }));
    const { outline, outcomes } = setUp(server);
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(server.requests).toHaveLength(3);
    expect(outcomes()).toEqual(['failed']);
  });

  it('tries again when the connection is lost', async () => {
    await using server = await sequence({ hangUp: true });
    expect((await setUp(server).outline()).topics).toHaveLength(2);
    expect(server.requests).toHaveLength(2);
  });

  it('does not wait for ever', async () => {
    await using server = await openAiServer(() => ({ hang: true }));
    const { outline, outcomes } = setUp(server, { timeoutMs: 50, maxRetries: 0 });
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: true, detail: expect.stringContaining('too long') });
    expect(outcomes()).toEqual(['failed']);
    await server.abandoned;
  });

  it('stops when the caller does, with the caller’s reason, and lets go of the server', async () => {
    const reason = new Error('The worker is going down.');
    let abort = () => {};
    await using server = await openAiServer(() => {
      abort();
      return { hang: true };
    });
    const { stop, outline, outcomes } = setUp(server);
    abort = () => stop.abort(reason);
    await expect(outline()).rejects.toBe(reason);
    await server.abandoned;
    expect(outcomes()).toEqual(['failed']);
    await expect(outline()).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('says what to check when the key is refused', async () => {
    await using server = await sequence();
    const { outline, outcomes } = setUp(server, { apiKey: 'sk-wrong' });
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: false, detail: 'The model endpoint refused the key. Check OPENAI_API_KEY.' });
    expect(outcomes()).toEqual(['failed']);
  });

  it.each<[string, Reply, string]>([
    ['an unknown model', { status: 404, error: { message: 'The model does not exist', code: 'model_not_found' } }, 'OPENAI_MODEL'],
    ['something that is no model endpoint', { raw: '<html>Welcome</html>', type: 'text/html' }, 'OPENAI_BASE_URL'],
    ['an answer of another form', { raw: '{"ok":true}', type: 'application/json' }, 'OPENAI_BASE_URL'],
  ])('says what to check for %s', async (_, reply, setting) => {
    await using server = await openAiServer(() => reply);
    expect(await failure(setUp(server).outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: false, detail: expect.stringContaining(setting) });
  });

  it('tells nobody’s usage when nobody is there', async () => {
    const server = await sequence();
    await server[Symbol.asyncDispose]();
    const { outline, usage } = setUp(server, { maxRetries: 0 });
    expect(await failure(outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: true, detail: expect.stringContaining('OPENAI_BASE_URL') });
    expect(usage).toEqual([]);
  });

  it('says when even a single passage is too much for the model', async () => {
    await using server = await openAiServer(() => ({ status: 400, error: { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' } }));
    expect(await failure(setUp(server).outline)).toMatchObject({ code: 'UNAVAILABLE', retryable: false, detail: expect.stringContaining('context') });
  });
});

describe('usage', () => {
  it('is told with tokens, cost, prompt version and duration', async () => {
    await using server = await openAiServer((request) => ({ content: diligent(request), usage: { prompt_tokens: 10_000, completion_tokens: 500, prompt_tokens_details: { cached_tokens: 4_000 } } }));
    const { outline, usage } = setUp(server);
    await outline();
    // 6,000 at $0.15, 4,000 at $0.075 and 500 at $0.60 a million.
    expect(usage).toEqual([{ task: 'outline', model: 'gpt-4o-mini', promptVersion: 'outline-2', inputTokens: 10_000, outputTokens: 500, costMicros: 1_500, durationMs: expect.any(Number), outcome: 'ok' }]);
  });

  it('is estimated where the server does not count, and has no cost where the price is not known', async () => {
    await using server = await openAiServer((request) => ({ content: diligent(request), usage: null }));
    const { outline, usage } = setUp(server, { model: 'llama3.2' });
    await outline();
    expect(usage[0]).toMatchObject({ costMicros: null });
    expect(usage[0]?.inputTokens).toBeGreaterThan(300);
    expect(usage[0]?.outputTokens).toBeGreaterThan(20);
  });

  it('that cannot be kept fails the call as what it is', async () => {
    await using server = await sequence();
    const model = createOpenAiModel({ baseUrl: server.baseUrl, apiKey: testKey, model: 'm' });
    const lost = new TypeError('The database is gone.');
    await expect(model.outline(cells, { signal: new AbortController().signal, onUsage: () => Promise.reject(lost) })).rejects.toBe(lost);
  });
});

describe('many callers', () => {
  it('have no more requests under way than allowed', async () => {
    let now = 0;
    let most = 0;
    const counted: typeof fetch = async (...request) => {
      now += 1;
      most = Math.max(most, now);
      return fetch(...request).finally(() => {
        now -= 1;
      });
    };
    await using server = await sequence();
    const { outline } = setUp(server, { concurrency: 2, fetch: counted });
    await Promise.all(Array.from({ length: 8 }, outline));
    expect(server.requests).toHaveLength(8);
    expect(most).toBe(2);
  });
});
