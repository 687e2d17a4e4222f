import { addressOf, type StudywrightClient } from './client.ts';
import { aborted, fromBody, notOurs, unreachable } from './errors.ts';
import type { Document } from './upload.ts';

/**
 * Opens a document that has failed with PASSWORD_NEEDED. The password is used once and kept nowhere; the document goes on
 * being worked on.
 * @throws StudywrightError; WRONG_PASSWORD, TOO_MANY after ten tries in a quarter of an hour
 */
export async function unlockDocument(client: StudywrightClient, id: string, password: string, { signal }: { signal?: AbortSignal } = {}): Promise<Document> {
  const url = addressOf(client);
  const { path, ticket } = await client.document.startUnlock.mutate({ id }, { signal });
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ticket}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    const cause = error instanceof Error ? error : undefined;
    throw signal?.aborted ? aborted(cause) : unreachable(url, cause);
  });
  if (!response.ok) throw fromBody(await response.json().catch(() => null), response.status) ?? notOurs(url, response.status);
  return client.document.get.query({ id }, { signal });
}
