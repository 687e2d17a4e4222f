import type { AppRouter } from '@studywright/api';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { EventSource } from 'eventsource';
import { errorLink, fromBody, notOurs, type StudywrightError } from './errors.ts';
import { createSession, type SessionOptions } from './session.ts';

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

/** Who calls: one of these, or nobody. */
export type ClientCredentials = { apiKey?: never; accessToken?: never; tokens?: never } | { apiKey: string; accessToken?: never; tokens?: never } | { accessToken: string; apiKey?: never; tokens?: never } | ({ apiKey?: never; accessToken?: never } & SessionOptions);

export type ClientOptions = ClientCredentials & {
  /** Of the API server, such as `http://127.0.0.1:4000`. */
  url: string;
  fetch?: typeof globalThis.fetch;
};

/** The router tree as its callers see it: `client.course.list.query({})`, `client.flashcard.review.mutate(…)`. */
export type StudywrightClient = TRPCClient<AppRouter>;

const addresses = new WeakMap<object, string>();

/** Address of the server that a client calls, without a slash at its end. */
export function addressOf(client: StudywrightClient): string {
  const url = addresses.get(client);
  if (url === undefined) throw new Error('This client was not made by createClient.');
  return url;
}

/**
 * The typed client of internal tools. Each call is a request of its own, which the server answers on its fast lane.
 * Every call ends with what it is documented to give or with a StudywrightError.
 */
export function createClient(options: ClientOptions): StudywrightClient {
  const url = options.url.replace(/\/+$/, '');
  const plain = options.fetch ?? globalThis.fetch;
  const fetch = authorized(url, plain, options);
  // An event source tells its reader of a refusal as a mere event; what the server said is kept here meanwhile.
  const refusals = new Map<number, StudywrightError>();
  const client = createTRPCClient<AppRouter>({
    links: [
      errorLink(url, refusals),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({
          url: `${url}/trpc`,
          EventSource,
          eventSourceOptions: ({ op }) => ({
            async fetch(address, init) {
              const response = await fetch(address, init);
              if (response.ok) refusals.delete(op.id);
              else refusals.set(op.id, await refusalOf(url, response.clone()));
              return response;
            },
          }),
        }),
        false: httpLink({ url: `${url}/trpc`, fetch: json(url, fetch) }),
      }),
    ],
  });
  addresses.set(client, url);
  return client;
}

/** What is no JSON comes from something else at this address; the link would only say that it cannot be parsed. */
function json(url: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (address, init) => {
    const response = await fetch(address, init);
    if (response.headers.get('content-type')?.includes('json')) return response;
    await response.body?.cancel();
    throw notOurs(url, response.status);
  };
}

async function refusalOf(url: string, response: Response): Promise<StudywrightError> {
  const answer: unknown = await response.json().catch(() => null);
  return fromBody(answer, response.status) ?? notOurs(url, response.status);
}

/** Those who have no token yet ask these; a refusal of theirs says nothing about a token. */
const open = /\/account\.(signIn|signUp|refresh)(\?|$)/;

/** Adds who calls; with tokens, replaces one that has run out, beforehand or once it was refused. */
function authorized(url: string, fetch: typeof globalThis.fetch, credentials: ClientCredentials): typeof globalThis.fetch {
  const send = (address: string | URL | Request, init: RequestInit | undefined, token: string | undefined) => {
    if (token === undefined) return fetch(address, init);
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(address, { ...init, headers });
  };
  const fixed = credentials.apiKey ?? credentials.accessToken;
  const session = 'tokens' in credentials && credentials.tokens !== undefined ? createSession(url, fetch, credentials) : null;
  return async (address, init) => {
    const path = address instanceof Request ? address.url : String(address);
    if (!session || open.test(path)) return send(address, init, open.test(path) ? undefined : fixed);
    const token = await session.accessToken();
    const response = await send(address, init, token);
    if (response.status !== 401) return response;
    const replaced = await session.replace(token);
    return send(address, init, replaced);
  };
}
