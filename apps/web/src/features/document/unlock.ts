/** Sends the password of a protected document to the server that opens files. Loaded with the form that asks for it. */

/** What the server says to a password that it did not take, or that nobody answered. */
export class UnlockError extends Error {}

function detailOf(body: unknown): string | null {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string' ? body.detail : null;
}

/**
 * @param address of the API server
 * @param leave from `document.startUnlock`
 * @throws UnlockError whose message is for the student
 */
export async function sendPassword(address: string, { path, ticket }: { path: string; ticket: string }, password: string): Promise<void> {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ticket}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  }).catch(() => null);
  if (response?.ok === true) return;
  const body: unknown = await response?.json().catch(() => null);
  throw new UnlockError(detailOf(body) ?? 'The server does not reply. Check the connection and try again.');
}
