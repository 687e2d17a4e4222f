import type { AppError } from '@studywright/core';
import { expect, it } from 'vitest';
import { openAiServer, testKey, type OpenAiServer, type Reply } from '../../test/openai-server.ts';
import type { ModelCall, ModelUsage, Vector } from '../model.ts';
import type { EndpointOptions } from './api.ts';
import { createOpenAiModel } from './model.ts';

const meaning = (text: string): number[] => [text.length, 1, 0.5];
const all = (texts: string[]): Reply => ({ vectors: texts.map(meaning), usage: { prompt_tokens: 1_000_000 } });
const serve = (embed: (texts: string[], count: number) => Reply) => openAiServer(() => ({ status: 500, error: {} }), embed);

function setUp(server: OpenAiServer, options: Partial<EndpointOptions> = {}) {
  const usage: ModelUsage[] = [];
  const call: ModelCall = { signal: new AbortController().signal, onUsage: async (one) => void usage.push(one) };
  const model = createOpenAiModel({ baseUrl: server.baseUrl, apiKey: testKey, model: 'm', embeddings: 'text-embedding-3-small', maxRetries: 0, ...options });
  return { usage, embed: async (texts: string[]): Promise<Vector[]> => (await model.embed?.(texts, call)) ?? [] };
}

it('gives a vector for each text, in their order, in requests that servers take', async () => {
  await using server = await serve(all);
  const { embed, usage } = setUp(server);
  const texts = Array.from({ length: 300 }, (_, index) => 'x'.repeat(1 + (index % 290)));
  expect(await embed(texts)).toEqual(texts.map(meaning));
  expect(server.embedded.map((input) => input.length)).toEqual([128, 128, 34]);
  // A million tokens at $0.02 a million.
  expect(usage).toMatchObject(Array(3).fill({ task: 'embed', model: 'text-embedding-3-small', inputTokens: 1_000_000, outputTokens: 0, costMicros: 20_000, outcome: 'ok' }));
  expect(await embed([])).toEqual([]);
});

it('asks for no vector twice', async () => {
  await using server = await serve(all);
  const kept = new Map<string, string>();
  const answers = { get: async (key: string) => kept.get(key) ?? null, put: async (key: string, answer: string) => void kept.set(key, answer) };
  await setUp(server, { answers }).embed(['one', 'three']);
  const { embed } = setUp(server, { answers });
  expect(await embed(['three', 'new one', 'one', 'three'])).toEqual(['three', 'new one', 'one', 'three'].map(meaning));
  expect(server.embedded).toEqual([['one', 'three'], ['new one']]);
});

it.each<[string, Reply]>([
  ['a vector too few', { vectors: [[1, 2]], usage: { prompt_tokens: 1 } }],
  ['vectors of different lengths', { vectors: [[1, 2], [1]], usage: { prompt_tokens: 1 } }],
  ['an error', { status: 500, error: { message: 'The server had an error' } }],
])('takes %s for no answer, and leaves the endpoint alone after the third', async (_, reply) => {
  await using server = await serve(() => reply);
  const { embed, usage } = setUp(server);
  await expect(embed(['a', 'b'])).rejects.toMatchObject({ code: 'UNAVAILABLE' } satisfies Partial<AppError>);
  expect(usage.map(({ outcome }) => outcome)).toEqual(['failed']);
});

it('is not there where no model for it is named', () => {
  expect(createOpenAiModel({ baseUrl: 'http://localhost/v1', apiKey: '', model: 'm' }).embed).toBeUndefined();
});
