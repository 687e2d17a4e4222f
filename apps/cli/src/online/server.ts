import type { StudywrightClient, Tokens } from '@studywright/client';
import { AppError, readSettings, setting, type ErrorCode } from '@studywright/core';
import { z } from 'zod';
import type { Io } from '../command.ts';
import { configFolder, credentialStore, type Credentials, type CredentialStore } from './credentials.ts';

export const defaultUrl = 'http://127.0.0.1:4000';

const settings = z.object({ STUDYWRIGHT_URL: setting.webUrl().optional(), STUDYWRIGHT_API_KEY: z.string().trim().optional() });

/** What the environment says; it comes before what is stored. */
export function environmentOf(io: Io): { url: string | undefined; apiKey: string | undefined } {
  const { STUDYWRIGHT_URL: url, STUDYWRIGHT_API_KEY: apiKey } = readSettings(settings, io.environment);
  return { url, apiKey };
}

export function storeOf(io: Io): CredentialStore {
  return credentialStore(configFolder(io.environment));
}

/**
 * Calls the server that the caller is signed in to.
 * @throws AppError with one line that says what to do
 */
export async function withServer<T>(io: Io, work: (client: StudywrightClient, url: string) => Promise<T>): Promise<T> {
  const { url, apiKey } = environmentOf(io);
  const store = storeOf(io);
  if (apiKey !== undefined) {
    const stored = url === undefined ? await store.read().catch(() => null) : null;
    const { createClient } = await import('@studywright/client');
    const server = url ?? stored?.url ?? defaultUrl;
    return told(() => work(createClient({ url: server, apiKey }), server), 'The server does not take the key of STUDYWRIGHT_API_KEY. Make another one in the settings of your account.');
  }
  const stored = await store.read();
  if (!stored) throw new AppError('UNAUTHENTICATED', 'You are not signed in. Sign in first: studywright login');
  if (url !== undefined && url !== stored.url) throw new AppError('UNAUTHENTICATED', `You are signed in to ${stored.url}, not to ${url}. Sign in there first: studywright login`);
  const client = await clientOf(stored, store);
  return told(() => work(client, stored.url), stored.kind === 'tokens' ? 'Your sign-in has ended. Sign in again: studywright login' : 'The server does not take the stored API key any more. Sign in again: studywright login');
}

export async function clientOf(stored: Credentials, store: CredentialStore): Promise<StudywrightClient> {
  const { createClient } = await import('@studywright/client');
  if (stored.kind === 'api-key') return createClient({ url: stored.url, apiKey: stored.apiKey });
  return createClient({
    url: stored.url,
    tokens: stored.tokens,
    sharing: (exchange, held) => store.exclusively(() => newest(stored, held, store, exchange)),
  });
}

/** What another process of the same user got meanwhile, or what this one gets now, stored before it is used. */
async function newest(signedIn: Extract<Credentials, { kind: 'tokens' }>, held: Tokens, store: CredentialStore, exchange: (tokens: Tokens) => Promise<Tokens>): Promise<Tokens> {
  const stored = await store.read();
  const same = stored?.kind === 'tokens' && stored.url === signedIn.url && stored.email === signedIn.email;
  // Access tokens of one sign-in that are given within one second are equal; refresh tokens never are.
  if (same && stored.tokens.refreshToken !== held.refreshToken) return stored.tokens;
  const fresh = await exchange(held);
  // Signed out, or signed in as somebody else, meanwhile: that stands.
  if (same) await store.write({ ...stored, tokens: fresh });
  return fresh;
}

/** The client's error as the one that this program shows. */
export async function told<T>(work: () => Promise<T>, refused: string): Promise<T> {
  const { StudywrightError } = await import('@studywright/client');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StudywrightError)) throw error;
    if (error.code === 'UNAUTHENTICATED') throw new AppError('UNAUTHENTICATED', refused, { cause: error });
    throw new AppError(codeOf(error.code), error.detail, { retryable: error.retryable, cause: error });
  }
}

function codeOf(code: ErrorCode | 'UNREACHABLE' | 'ABORTED'): ErrorCode {
  return code === 'UNREACHABLE' || code === 'ABORTED' ? 'UNAVAILABLE' : code;
}
