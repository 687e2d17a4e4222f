import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ModelCall, Vector } from '../model.ts';
import { openAccount } from './account.ts';
import type { EndpointOptions } from './api.ts';
import { createBreaker } from './breaker.ts';
import { createClient } from './client.ts';
import { isTrouble, leftAlone, notAnEndpoint, toAppError } from './errors.ts';
import { estimateTokens } from './tokens.ts';

/** Texts of one request, which servers limit. */
const textsAtOnce = 128;

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number().int().min(0) }).nullish(),
});

/**
 * As `StudyModel.embed`. A vector that is kept from an earlier time is not asked for again.
 * @param model that makes them: another one than answers questions
 */
export function createEmbedder(options: EndpointOptions, model: string): (texts: readonly string[], call: ModelCall) => Promise<Vector[]> {
  const { answers, baseUrl, now = Date.now } = options;
  const client = createClient(options);
  const breaker = createBreaker(now);
  const keyOf = (text: string) => createHash('sha256').update(JSON.stringify(['embedding-1', baseUrl, model, text])).digest('hex');

  async function request(texts: readonly string[], call: ModelCall): Promise<Vector[]> {
    const guess = { input: texts.reduce((sum, text) => sum + estimateTokens(text), 0), cachedInput: 0, output: 0 };
    const account = await openAccount(call, { task: 'embed', model, promptVersion: 'embedding-1', most: guess });
    const raw: unknown = await client.embeddings.create({ model, input: [...texts], encoding_format: 'float' }, { signal: call.signal }).catch(async (error: unknown) => {
      await account.failed(error);
      throw error;
    });
    const read = answer.safeParse(raw);
    const byIndex = new Map(read.data?.data.map(({ index, embedding }) => [index, embedding]));
    const vectors = texts.flatMap((_, index) => [byIndex.get(index) ?? []]);
    if (vectors.some((vector) => vector.length === 0 || vector.length !== vectors[0]?.length)) {
      await account.tell('failed');
      throw notAnEndpoint(read.error ?? new Error('Not every text got a vector of the same length.'));
    }
    for (const [index, text] of texts.entries()) await answers?.put(keyOf(text), pack(vectors[index] ?? []));
    const tokens = read.data?.usage?.prompt_tokens;
    await account.tell('ok', tokens === undefined ? guess : { ...guess, input: tokens });
    return vectors;
  }

  /** Unless the endpoint is being left alone. */
  async function guarded(texts: readonly string[], call: ModelCall): Promise<Vector[]> {
    const entry = breaker.enter();
    if ('wait' in entry) throw leftAlone(entry.wait);
    try {
      const vectors = await request(texts, call);
      entry.leave('well');
      return vectors;
    } catch (error) {
      entry.leave(call.signal.aborted ? 'stopped' : isTrouble(error) ? 'badly' : 'well');
      call.signal.throwIfAborted();
      throw toAppError(error, model, now());
    }
  }

  return async (texts, call) => {
    const known = new Map<string, Vector>();
    for (const text of new Set(texts)) {
      const kept = await answers?.get(keyOf(text));
      if (kept != null) known.set(text, unpack(kept));
    }
    const open = [...new Set(texts)].filter((text) => !known.has(text));
    for (let at = 0; at < open.length; at += textsAtOnce) {
      const batch = open.slice(at, at + textsAtOnce);
      for (const [index, vector] of (await guarded(batch, call)).entries()) known.set(batch[index] ?? '', vector);
    }
    return texts.map((text) => known.get(text) ?? []);
  };
}

/** As 32-bit numbers, a third of the length of decimal ones. */
function pack(vector: Vector): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

function unpack(kept: string): Vector {
  const bytes = Buffer.from(kept, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
