import { unlockDocument, type Deps, type SignedInCtx } from '@studywright/api';
import { AppError, limits, unlockDocumentInput } from '@studywright/core';
import { sendError, sendJson, type Exchange } from '../http/respond.ts';
import { readBody } from '../trpc/body.ts';

/** Each opens its file in a process of its own, which may take some hundred megabytes. */
const atOnce = 2;
const body = unlockDocumentInput.pick({ password: true });

/**
 * `POST /unlock` with a ticket of `document.startUnlock` and `{ "password": "…" }` opens a protected document and has it
 * read; the answer is the document. The password is in no address and in no log.
 */
export function unlockHandler(deps: Deps): (exchange: Exchange) => Promise<void> {
  let running = 0;
  return async (exchange) => {
    const { req, res, requestId } = exchange;
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      return sendError(exchange, new AppError('BAD_INPUT', 'A password is sent with POST.'), 405);
    }
    const { authorization } = req.headers;
    const claims = authorization?.startsWith('Bearer ') ? await deps.tokens.readUnlock(authorization.slice(7).trim(), deps.now()) : null;
    if (!claims) throw new AppError('UNAUTHENTICATED', 'The time to type the password has run out. Open the document and type it again.');
    const { password } = parsed(await readBody(req, limits.unlock.maxBodyBytes));
    if (running >= atOnce) throw new AppError('UNAVAILABLE', 'Other documents are being opened. Try again in a few seconds.', { retryAfter: 3 });
    running += 1;
    try {
      const ctx: SignedInCtx = { ...deps, actor: { userId: claims.userId, role: 'student', via: 'system', sessionId: null }, requestId, ip: null };
      sendJson(exchange, 200, await unlockDocument(ctx, { id: claims.documentId, password }));
    } finally {
      running -= 1;
    }
  };
}

function parsed(text: string): { password: string } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    // What failed to parse may hold the password: it is not told as a cause.
  }
  const result = body.safeParse(given);
  if (result.success) return result.data;
  throw new AppError('BAD_INPUT', result.error.issues[0]?.path.length === 0 ? 'Send {"password": "…"} as JSON.' : (result.error.issues[0]?.message ?? ''));
}
