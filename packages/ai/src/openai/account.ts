import type { ModelCall, ModelUsage } from '../model.ts';
import { costMicros, type Tokens } from '../prices.ts';
import { reachedEndpoint } from './errors.ts';

/** The account of one request. Exactly one of the two is called, once. */
export interface Account {
  tell(outcome: ModelUsage['outcome'], tokens?: Tokens): Promise<void>;
  /** The request failed: told, unless nobody was there to count it. */
  failed(error: unknown): Promise<void>;
}

const noTokens: Tokens = { input: 0, cachedInput: 0, output: 0 };

/**
 * Opens the account of a request that is about to be sent: where its price is known, and somebody limits it, the most that
 * it can cost is reserved. Throws what `reserve` throws; then nothing may be sent.
 */
export async function openAccount(call: ModelCall, { most, ...request }: { task: string; model: string; promptVersion: string; most: Tokens }): Promise<Account> {
  const started = performance.now();
  const mostMicros = costMicros(request.model, most);
  const reservation = mostMicros === null || call.reserve === undefined ? null : await call.reserve(mostMicros);
  const tell: Account['tell'] = (outcome, tokens = noTokens) => {
    const usage = {
      ...request,
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      costMicros: costMicros(request.model, tokens),
      durationMs: Math.round(performance.now() - started),
      outcome,
    };
    return reservation === null ? call.onUsage(usage) : reservation.settle(usage);
  };
  return {
    tell,
    async failed(error) {
      if (reachedEndpoint(error)) await tell('failed');
      else await reservation?.release();
    },
  };
}
