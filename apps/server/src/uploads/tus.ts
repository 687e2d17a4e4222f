import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, limits, type ErrorCode } from '@studywright/core';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import { sendError, type Exchange } from '../http/respond.ts';

/** One upload that a request may touch. */
export interface Admitted {
  id: string;
  bytes: number;
}

export interface TusServer {
  /** Bytes that are there; null while nothing was begun. */
  received(id: string): Promise<number | null>;
  /** Lets tus answer; `finish` is called once the last byte is there, before the answer is sent. */
  answer(exchange: Exchange, admitted: Admitted | null, finish: () => Promise<void>): Promise<void>;
}

/** The tus protocol on a folder, where `localFiles` of the router tree looks for what has come. */
export async function createTusServer(filesFolder: string): Promise<TusServer> {
  const directory = join(filesFolder, 'uploads');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const store = new FileStore({ directory });
  const requests = new WeakMap<Request, { admitted: Admitted; finish: () => Promise<void> }>();
  const known = (request: Request) => {
    const found = requests.get(request);
    if (!found) throw new AppError('NOT_FOUND', 'There is no such upload.');
    return found;
  };
  const server = new Server({
    path: '/uploads',
    datastore: store,
    maxSize: limits.upload.maxBytes,
    namingFunction: (request) => known(request).admitted.id,
    // Relative to the address that was called: right behind every proxy.
    generateUrl: (request, { id }) => locationOf(new URL(request.url).pathname, id),
    disableTerminationForFinishedUploads: true,
    async onUploadFinish(request) {
      await known(request).finish();
      return {};
    },
  });
  return {
    received: (id) => store.getUpload(id).then(({ offset }) => offset, () => null),
    async answer(exchange, admitted, finish) {
      const request = new NodeRequest({ req: exchange.req, res: exchange.res });
      if (admitted) requests.set(request, { admitted, finish });
      const response = await server.handleWeb(request);
      if (response.status < 400) return sendNodeResponse(exchange.res, withoutCors(response));
      if (!exchange.req.complete) exchange.res.setHeader('connection', 'close');
      exchange.res.setHeader('tus-resumable', '1.0.0');
      sendError(exchange, await asAppError(response), response.status);
    },
  };
}

export function locationOf(path: string, id: string): string {
  return path.endsWith('/') ? id : `uploads/${id}`;
}

/** Who may call from where is said once, for all paths. */
function withoutCors(response: Response): Response {
  for (const name of [...response.headers.keys()]) if (name.startsWith('access-control-')) response.headers.delete(name);
  return response;
}

const codes: Record<number, ErrorCode> = { 404: 'NOT_FOUND', 409: 'CONFLICT', 410: 'NOT_FOUND', 413: 'TOO_LARGE', 415: 'UNSUPPORTED' };

async function asAppError(response: Response): Promise<AppError> {
  if (response.status === 409) return new AppError('CONFLICT', 'This part does not begin where the upload stands. Ask where it stands, and go on from there.', { retryable: true });
  if (response.status >= 500 && response.status !== 501) return new AppError('INTERNAL', 'The file could not be stored. Nothing that has come is lost. Try again in a moment.', { retryable: true });
  const said = (await response.text()).trim();
  return new AppError(codes[response.status] ?? 'BAD_INPUT', said.endsWith('.') ? said : `${said}.`);
}
