import { appRouter, type Ctx } from '@studywright/api';
import { limits } from '@studywright/core';
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, transformTRPCResponse, TRPCError } from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import { z } from 'zod';
import type { Exchange } from '../http/respond.ts';
import { readBody } from './body.ts';

export interface PlainCall {
  path: string;
  type: 'query' | 'mutation';
  /** Of the URL, with its question mark; empty where there is none. */
  search: string;
}

const definition = z.object({ type: z.enum(['query', 'mutation', 'subscription']) });

/** By path, such as `course.list`. */
const types = new Map(
  Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => {
    const described = typeof procedure === 'function' && '_def' in procedure ? procedure._def : undefined;
    return [path, definition.parse(described).type];
  }),
);

export function isSubscription(path: string): boolean {
  return types.get(path) === 'subscription';
}

/**
 * The call, if this request is one of the plain kind: one query asked with GET, one mutation sent with POST as JSON.
 * Null for all else, also for what is wrong with it: tRPC's own adapter deals with that.
 */
export function plainCall({ req }: Exchange, path: string, search: string): PlainCall | null {
  const type = types.get(path);
  if (type === undefined || type === 'subscription' || req.headers['trpc-accept'] !== undefined || req.headers.accept?.includes('application/jsonl')) return null;
  const contentType = req.headers['content-type'];
  if (type === 'mutation') return req.method === 'POST' && search === '' && isJson(contentType) ? { path, type, search } : null;
  const asked = req.method === 'GET' && (contentType === undefined || isJson(contentType)) && /^(\?input=[^&]*)?$/.test(search);
  return asked ? { path, type, search } : null;
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^\s*application\/json\s*(;|$)/i.test(contentType);
}

/**
 * Answers a plain call as tRPC's HTTP adapters do, envelope, errors and statuses alike, without making Fetch objects of
 * request and answer: that is most of what such an adapter costs.
 */
export async function answerPlainCall(exchange: Exchange, { path, type, search }: PlainCall, makeContext: () => Promise<Ctx>, anonymous: Ctx, onUnexpected: (error: TRPCError) => void): Promise<void> {
  const { req, res } = exchange;
  const aborted = new AbortController();
  const onClose = () => {
    if (!res.writableEnded) aborted.abort();
  };
  res.once('close', onClose);
  let input: unknown;
  let ctx: Ctx | undefined;
  const getRawInput = async () => {
    input = type === 'query' ? queryInput(search) : await bodyInput(exchange);
    return input;
  };
  try {
    ctx = await makeContext();
    const data: unknown = await callTRPCProcedure({ router: appRouter, path, type, ctx, getRawInput, signal: aborted.signal, batchIndex: 0 });
    send(exchange, 200, { result: { data } });
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    if (!ctx) onUnexpected(error);
    const shape = getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx: ctx ?? anonymous });
    if (!req.complete) res.setHeader('connection', 'close');
    send(exchange, getHTTPStatusCode({ error: shape }, [error]), { error: shape });
  } finally {
    res.off('close', onClose);
  }
}

type Answer = Parameters<typeof transformTRPCResponse>[1];

function send({ res }: Exchange, status: number, answer: Answer): void {
  const text = JSON.stringify(transformTRPCResponse(appRouter._def._config, answer));
  res.writeHead(status, { 'content-type': 'application/json', vary: 'origin, trpc-accept, accept', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}

function queryInput(search: string): unknown {
  const given = new URLSearchParams(search).get('input');
  return given ? deserialize(given) : undefined;
}

async function bodyInput({ req }: Exchange): Promise<unknown> {
  const body = await readBody(req, limits.request.maxBodyBytes);
  return body ? deserialize(body) : undefined;
}

function deserialize(json: string): unknown {
  try {
    return appRouter._def._config.transformer.input.deserialize(JSON.parse(json));
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Invalid input', cause });
  }
}
