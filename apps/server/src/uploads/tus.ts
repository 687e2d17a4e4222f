import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { s3ClientConfig, type Storage } from '@studywright/api';
import { AppError, type ErrorCode } from '@studywright/core';
import { Server, type DataStore } from '@tus/server';
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

interface Store {
  store: DataStore;
  /** The name by which the store knows an upload. */
  nameOf(id: string): string;
}

/** Each puts what comes where the file store of the router tree looks for it. */
async function openStore(storage: Storage): Promise<Store> {
  if (storage.kind === 's3') {
    const { S3Store } = await import('@tus/s3-store');
    const store = new S3Store({ s3ClientConfig: { ...s3ClientConfig(storage), bucket: storage.bucket }, useTags: false });
    return { store, nameOf: (id) => `uploads/${id}` };
  }
  const { FileStore } = await import('@tus/file-store');
  const directory = join(storage.folder, 'uploads');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return { store: new FileStore({ directory }), nameOf: (id) => id };
}

/** The tus protocol on the storage of files. */
export async function createTusServer(storage: Storage, maxSize: number): Promise<TusServer> {
  const { store, nameOf } = await openStore(storage);
  const requests = new WeakMap<Request, { admitted: Admitted; finish: () => Promise<void> }>();
  const known = (request: Request) => {
    const found = requests.get(request);
    if (!found) throw new AppError('NOT_FOUND', 'There is no such upload.');
    return found;
  };
  const server = new Server({
    path: '/uploads',
    datastore: store,
    maxSize,
    namingFunction: (request) => nameOf(known(request).admitted.id),
    getFileIdFromRequest: (request) => nameOf(known(request).admitted.id),
    // Relative to the address that was called: right behind every proxy.
    generateUrl: (request) => locationOf(new URL(request.url).pathname, known(request).admitted.id),
    disableTerminationForFinishedUploads: true,
    async onUploadFinish(request) {
      await known(request).finish();
      return {};
    },
  });
  return {
    received: (id) => store.getUpload(nameOf(id)).then(({ offset }) => offset, () => null),
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
