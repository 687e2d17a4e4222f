import type { Deps } from '@studywright/api';
import type { TRPCError } from '@trpc/server';
import type { OriginRule } from '../http/origins.ts';
import type { Exchange } from '../http/respond.ts';
import { answerByAdapter } from './adapter.ts';
import { anonymousContext, contextOf } from './context.ts';
import { answerPlainCall, isSubscription, plainCall } from './fast-lane.ts';

export interface TrpcOptions {
  deps: Deps;
  mayCall: OriginRule;
  /** False leaves all to tRPC's adapter: for the test that compares the two. */
  fastLane?: boolean;
}

export interface TrpcHandler {
  /** `path` is what follows `/trpc/`. */
  handle(exchange: Exchange, path: string, search: string): Promise<void>;
  /** Cuts the event streams, so that their clients take them up elsewhere. */
  endStreams(): void;
}

export function trpcHandler({ deps, mayCall, fastLane = true }: TrpcOptions): TrpcHandler {
  const streams = new Set<Exchange>();
  const onUnexpected = (requestId: string) => (error: TRPCError) => {
    if (error.code === 'INTERNAL_SERVER_ERROR') deps.log.error({ requestId, err: error.cause ?? error }, 'request failed');
  };
  return {
    async handle(exchange, path, search) {
      const { req, res, requestId } = exchange;
      const makeContext = () => contextOf(deps, req, requestId, mayCall);
      const call = fastLane ? plainCall(exchange, path, search) : null;
      const anonymous = anonymousContext(deps, req, requestId);
      if (call) return answerPlainCall(exchange, call, makeContext, anonymous, onUnexpected(requestId));
      if (isSubscription(path)) {
        streams.add(exchange);
        res.once('close', () => streams.delete(exchange));
      }
      return answerByAdapter(exchange, path, makeContext, anonymous, onUnexpected(requestId));
    },
    endStreams() {
      // Not ended in good order: a subscription that ends is over, one that is cut is taken up again.
      for (const { res } of streams) res.destroy();
    },
  };
}

