import { appRouter, type Ctx } from '@studywright/api';
import { limits } from '@studywright/core';
import { TRPCError } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { Exchange } from '../http/respond.ts';

type FormatterOptions = Parameters<typeof appRouter._def._config.errorFormatter>[0];

/** Batches, subscriptions and whatever is no plain call: tRPC's own adapter. */
export function answerByAdapter({ req, res }: Exchange, path: string, makeContext: () => Promise<Ctx>, anonymous: Ctx, onUnexpected: (error: TRPCError) => void): Promise<void> {
  const config = appRouter._def._config;
  return nodeHTTPRequestHandler({
    // An error that comes before its context would otherwise name no request.
    router: { ...appRouter, _def: { ...appRouter._def, _config: { ...config, errorFormatter: ({ ctx, ...error }: { ctx: Ctx | undefined } & Omit<FormatterOptions, 'ctx'>) => config.errorFormatter({ ...error, ctx: ctx ?? anonymous }) } } },
    req,
    res,
    path,
    createContext: makeContext,
    maxBodySize: limits.request.maxBodyBytes,
    maxBatchSize: limits.request.maxBatch,
    // It names the kind of most of its answers, but not of those to requests that it can't read.
    responseMeta: ({ eagerGeneration }) => ({ headers: { vary: 'origin, trpc-accept, accept', ...(!eagerGeneration && { 'content-type': 'application/json' }) } }),
    onError({ error, ctx }) {
      if (!ctx) onUnexpected(error);
    },
    middleware(request, _response, next) {
      // The adapter takes forms and byte streams as well, which none of our procedures does and any foreign page may send.
      const refused = request.method === 'POST' && /^\s*(multipart\/form-data|application\/octet-stream)\b/i.test(request.headers['content-type'] ?? '');
      next(refused ? new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' }) : undefined);
    },
  });
}
