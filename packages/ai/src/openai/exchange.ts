import { AppError } from '@studywright/core';
import type { ModelCall, ModelUsage } from '../model.ts';
import type { Tokens } from '../prices.ts';
import { openAccount } from './account.ts';
import type { Api, EndpointOptions, ModelRequest, Said } from './api.ts';
import { createChat } from './chat.ts';
import { createClient } from './client.ts';
import type { Dialect } from './dialect.ts';
import { notAnEndpoint } from './errors.ts';
import { createResponses } from './responses.ts';
import { estimateTokens } from './tokens.ts';

export interface Reply extends Omit<Said, 'tokens'> {
  /** To be called once: how it ended is known only to who reads the text. */
  tell(outcome: ModelUsage['outcome']): Promise<void>;
}

/** One request in one dialect. What went wrong comes back as `error` as it is, for it may tell how to ask instead. */
export type Exchange = (request: ModelRequest, dialect: Dialect, call: ModelCall) => Promise<Reply | { error: unknown }>;

/**
 * Asks one endpoint, and accounts for it: the most that a request can cost is reserved before it is sent, and what it took
 * is told afterwards. Throws what `reserve` throws; then nothing was sent.
 */
export function createExchange(options: EndpointOptions): Exchange {
  const client = createClient(options);
  const api = options.api === 'responses' ? createResponses(client, options.model) : createChat(client, options.model);
  return async (request, dialect, call) => {
    const most = { input: inputTokens(request), cachedInput: 0, output: request.outputTokens };
    const account = await openAccount(call, { task: request.task, model: options.model, promptVersion: request.version, most });
    const { raw, error } = await settle(api.send(request, dialect, call.signal));
    if (error !== undefined) {
      await account.failed(error);
      return { error };
    }
    const said = readAs(api, raw);
    if ('error' in said) {
      await account.tell('failed');
      return { error: said.error instanceof AppError ? said.error : notAnEndpoint(said.error) };
    }
    const { tokens, ...reply } = said;
    return { ...reply, tell: (outcome) => account.tell(outcome, tokens ?? guessed(request, reply.text)) };
  };
}

async function settle(answer: Promise<unknown>): Promise<{ raw?: unknown; error?: unknown }> {
  try {
    return { raw: await answer };
  } catch (error) {
    return { error: error ?? new Error('The request failed without saying why.') };
  }
}

function readAs(api: Api, raw: unknown): Said | { error: unknown } {
  try {
    return api.read(raw);
  } catch (error) {
    return { error };
  }
}

/** About what models count for a page of 1,600 pixels' width. */
const pictureTokens = 1_500;

function inputTokens({ system, user, rejected = '', picture }: ModelRequest): number {
  return estimateTokens(system + user + rejected) + (picture === undefined ? 0 : pictureTokens);
}

/** Where the server does not count: a budget is better served by that than by nothing. */
function guessed(request: ModelRequest, answer: string): Tokens {
  return { input: inputTokens(request), cachedInput: 0, output: estimateTokens(answer) };
}
