import OpenAI from 'openai';
import type { EndpointOptions } from './api.ts';

/** Longer than this nobody is kept waiting within one call: whoever asked is told when to come back. */
const longestWaitSeconds = 60;

/**
 * The official client, with its time limit and its retries: on 408, 409, 429, 5xx, time-out and lost connection, with
 * exponential backoff and jitter, or as `Retry-After` says, in seconds or as a date.
 */
export function createClient({ baseUrl, apiKey, timeoutMs, maxRetries, fetch: send = fetch, now = Date.now }: EndpointOptions): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey || 'none',
    // Given, so that the SDK does not look for them in the environment.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    // Below the five minutes that Node itself waits for an answer to begin.
    timeout: timeoutMs ?? 240_000,
    maxRetries: maxRetries ?? 3,
    fetch: async (...request) => heed(await send(...request), now()),
  });
}

/** The SDK would not wait for long, but try again before the time that the server named. */
function heed(response: Response, now: number): Response {
  if (response.ok || (retryAfterSeconds(response.headers, now) ?? 0) <= longestWaitSeconds) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** What `Retry-After` says, in seconds or as a date, in whole seconds from `now` (epoch milliseconds); undefined where it says nothing. */
export function retryAfterSeconds(headers: Headers | undefined, now: number): number | undefined {
  const said = headers?.get('retry-after');
  if (said === null || said === undefined) return undefined;
  const seconds = /^\s*[\d.]+\s*$/.test(said) ? Number.parseFloat(said) : (Date.parse(said) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
