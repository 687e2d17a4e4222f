import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@studywright/core';
import { errorBody } from '@studywright/api';

/** Said with every answer: nothing here is a page, and nothing is to be kept by anybody between. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-site',
  'cache-control': 'no-store',
} as const;

export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
  now: () => Date;
}

export function sendJson({ req, res }: Exchange, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  res.end(req.method === 'HEAD' ? undefined : text);
}

/** Answers in the one form that errors have here. `status` only where HTTP knows one that our codes do not. */
export function sendError(exchange: Exchange, error: unknown, status?: number): void {
  const { res, requestId, now } = exchange;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = errorBody(error, { timestamp: now(), requestId });
  if (body.retry_after !== undefined) res.setHeader('retry-after', body.retry_after);
  sendJson(exchange, status ?? statusOf(body.error_code), body);
}

function statusOf(code: AppError['code']): number {
  return new AppError(code, '').status;
}

const acceptableId = /^[\w.:-]{8,100}$/;

/** The caller's own where it has sent a usable one, so that its log and ours can be laid side by side. */
export function requestIdOf(req: IncomingMessage, newId: () => string): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && acceptableId.test(given) ? given : newId();
}
