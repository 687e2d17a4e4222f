import type { AppRouter } from '@studywright/api';
import { createTRPCClient, httpLink } from '@trpc/client';
import { errorLink, StudywrightError } from './errors.ts';

/** As `account.signIn` gives them. */
export interface Tokens {
  accessToken: string;
  /** Good for one exchange: a program that keeps tokens must keep the newest. */
  refreshToken: string;
  /** When the access token ends, ISO 8601. */
  expiresAt: string;
}

export interface SessionOptions {
  tokens: Tokens;
  /** Told of each new pair before it is used, and with null once the sign-in has ended. What it returns is awaited. */
  onTokens?: ((tokens: Tokens | null) => void | Promise<void>) | undefined;
  /**
   * Stands around each exchange, for a program whose processes share one sign-in: it runs one at a time, and answers
   * with the pair that another process got meanwhile instead of exchanging one twice, which would end the sign-in.
   */
  sharing?: ((exchange: (newest: Tokens) => Promise<Tokens>, held: Tokens) => Promise<Tokens>) | undefined;
  now?: (() => Date) | undefined;
}

export interface Session {
  /** The access token to send now; a new one where the old one is about to end. */
  accessToken(): Promise<string>;
  /** A new one after `refused` was not taken; one that came meanwhile is given to all who ask. */
  replace(refused: string): Promise<string>;
}

/** The pair was exchanged and its keeper failed: without this it would look as if the server had. */
function notKept(error: unknown): StudywrightError {
  const cause = error instanceof Error ? error : new Error(String(error));
  return new StudywrightError({ code: 'INTERNAL', detail: `The sign-in could not be kept: ${cause.message}`, status: null, retryable: false, requestId: null, fields: null, retryAfter: null, data: null }, cause);
}

const aheadMs = 30_000;

export function createSession(url: string, fetch: typeof globalThis.fetch, { tokens, onTokens, sharing, now = () => new Date() }: SessionOptions): Session {
  const client = createTRPCClient<AppRouter>({ links: [errorLink(url), httpLink({ url: `${url}/trpc`, fetch })] });
  let held = tokens;
  let running: Promise<string> | null = null;

  async function exchange({ refreshToken }: Tokens): Promise<Tokens> {
    const { accessToken, refreshToken: next, expiresAt } = await client.account.refresh.mutate({ refreshToken });
    const fresh = { accessToken, refreshToken: next, expiresAt };
    await onTokens?.(fresh);
    return fresh;
  }

  async function refresh(): Promise<string> {
    try {
      held = await (sharing ? sharing(exchange, held) : exchange(held));
      return held.accessToken;
    } catch (error) {
      if (!(error instanceof StudywrightError)) throw notKept(error);
      if (error.code === 'UNAUTHENTICATED') await onTokens?.(null);
      throw error;
    }
  }

  /** Many calls at once meet the same end of the same token: they wait for one exchange. */
  const once = () =>
    (running ??= refresh().finally(() => {
      running = null;
    }));

  return {
    async accessToken() {
      return running ?? (Date.parse(held.expiresAt) - now().getTime() < aheadMs ? once() : held.accessToken);
    },
    async replace(refused) {
      return running ?? (held.accessToken === refused ? once() : held.accessToken);
    },
  };
}
