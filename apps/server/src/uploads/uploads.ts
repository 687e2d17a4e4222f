import { finishUpload, ownUpload, toAppError, type Deps, type Storage } from '@studywright/api';
import { AppError, sizeText } from '@studywright/core';
import { sendError, type Exchange } from '../http/respond.ts';
import { ticketOf, uploaderContext, uploadRequest } from './ticket.ts';
import { createTusServer, locationOf, type TusServer } from './tus.ts';

export interface UploadOptions {
  deps: Deps;
  storage: Storage;
}

/** Answers below `/uploads`; `path` is what follows that. */
export type UploadHandler = (exchange: Exchange, path: string) => Promise<void>;

/**
 * Resumable uploads (tus 1.0.0) for whoever holds a ticket of `document.startUpload`. The ticket names one upload, its
 * length and its student: that upload can be begun, asked about, continued and given up with it, and no other.
 */
export function uploadHandler({ deps, storage }: UploadOptions): UploadHandler {
  let loading: Promise<TusServer> | undefined;
  const tus = () =>
    (loading ??= createTusServer(storage, deps.rules.maxBytes).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

  return async (exchange, path) => {
    const { req, res, requestId } = exchange;
    res.setHeader('tus-resumable', '1.0.0');
    if (req.method === 'OPTIONS') return (await tus()).answer(exchange, null, async () => {});
    const claims = await ticketOf(deps, req);
    const request = uploadRequest(req.method, path, claims);
    if (!request) {
      res.setHeader('allow', path.length > 1 ? 'HEAD, PATCH, DELETE, OPTIONS' : 'POST, OPTIONS');
      return sendError(exchange, new AppError('BAD_INPUT', 'Uploads speak the tus protocol: POST begins one; HEAD, PATCH and DELETE go on with it.'), 405);
    }
    const ctx = uploaderContext(deps, claims, requestId);
    const { bytes, finished } = await ownUpload(ctx, claims.documentId);
    const server = await tus();
    const received = finished ? bytes : await server.received(claims.documentId);
    if (request.method === 'POST') {
      checkLength(req.headers['upload-length'], bytes, deps.rules.maxBytes);
      // Begun already: whoever asks again, after a lost answer or another start of the browser, goes on where it was.
      if (received !== null) return goOn(exchange, claims.documentId, received);
    } else if (finished) return answerFinished(exchange, request.method, bytes);
    return server.answer(exchange, { id: claims.documentId, bytes }, async () => {
      try {
        await finishUpload(ctx, { id: claims.documentId });
      } catch (thrown) {
        // Every byte is here: the page, or the worker that looks after it, says or does the rest.
        if (toAppError(thrown).code !== 'DUPLICATE') deps.log.warn({ requestId, documentId: claims.documentId, err: thrown }, 'upload not finished yet');
      }
    });
  };
}

function checkLength(header: string | string[] | undefined, bytes: number, most: number): void {
  const length = typeof header === 'string' && /^\d+$/.test(header) ? Number(header) : null;
  if (length === null) throw new AppError('BAD_INPUT', 'Say the length of the file in the header Upload-Length.');
  if (length > most) throw new AppError('TOO_LARGE', `A file can have ${sizeText(most)} at most.`);
  if (length !== bytes) throw new AppError('BAD_INPUT', 'This file has not the length that leave was asked for. Choose the file again.');
}

function goOn({ req, res }: Exchange, id: string, received: number): void {
  // What came along with the request is not needed and would be read for nothing.
  if (!req.complete) res.setHeader('connection', 'close');
  res.writeHead(201, { location: locationOf((req.url ?? '').replace(/\?.*/, ''), id), 'upload-offset': received, 'content-length': 0 });
  res.end();
}

/** Its bytes have become a document: it stands at its end, and there is nothing to add or to give up. */
function answerFinished(exchange: Exchange, method: 'HEAD' | 'PATCH' | 'DELETE', bytes: number): void {
  const { req, res } = exchange;
  if (method === 'HEAD') {
    res.writeHead(200, { 'upload-offset': bytes, 'upload-length': bytes });
    res.end();
    return;
  }
  if (!req.complete) res.setHeader('connection', 'close');
  sendError(exchange, new AppError('CONFLICT', method === 'PATCH' ? 'All of this upload has arrived already.' : 'This upload has become a document. Delete the document instead.', { retryable: method === 'PATCH' }));
}
