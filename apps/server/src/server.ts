import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorBody, type Deps, type Storage, type UploadThingSettings } from '@studywright/api';
import { AppError } from '@studywright/core';
import type { DatabaseHandle } from '@studywright/db';
import { documentsHandler } from './documents/documents.ts';
import { figureHandler, fileHandler, pictureHandler } from './files/files.ts';
import { answerLive, answerReady, type Health } from './http/health.ts';
import { allowOrigin, answerPreflight, isPreflight, type OriginRule } from './http/origins.ts';
import { requestIdOf, securityHeaders, sendError, type Exchange } from './http/respond.ts';
import { trpcHandler } from './trpc/handler.ts';
import { unlockHandler } from './unlock/unlock.ts';
import { uploadHandler } from './uploads/uploads.ts';
import { uploadThingHandler } from './uploads/uploadthing.ts';

export interface ApiServerOptions {
  deps: Deps;
  database: DatabaseHandle;
  storage: Storage;
  uploadThing?: UploadThingSettings | null;
  publicUrl?: string | null;
  mayCall: OriginRule;
  health: Health;
  fastLane?: boolean;
}

export interface ApiServer {
  /** @returns the port, of use where 0 was asked for */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests, lets those that are being answered end for up to `graceMs`, cuts the rest. */
  stop(graceMs: number): Promise<void>;
}

/** Bytes of a request's head. Queries carry their input in the address; the session cookie may have 4 kB. */
const maxHeaderSize = 16 * 1024;
const headersTimeout = 20_000;
/** A socket on which nothing moves; an event stream says something every fifteen seconds. */
const idleTimeout = 90_000;
/** The largest upload on a slow line; a body that is JSON has a shorter time of its own. */
const requestTimeout = 60 * 60_000;

export function createApiServer(options: ApiServerOptions): ApiServer {
  const { deps, health } = options;
  const route = router(options);
  const server = createServer({ maxHeaderSize, headersTimeout, requestTimeout, keepAliveTimeout: 65_000 }, (req, res) => {
    const exchange: Exchange = { req, res, requestId: requestIdOf(req, deps.newId), now: deps.now };
    for (const [name, value] of headers) res.setHeader(name, value);
    res.setHeader('x-request-id', exchange.requestId);
    if (health.stopping) res.setHeader('connection', 'close');
    allowOrigin(req, res, options.mayCall);
    route.handle(exchange).catch((error: unknown) => {
      const { code } = new AppError(errorBody(error, { timestamp: deps.now(), requestId: exchange.requestId }).error_code, '');
      if (code === 'INTERNAL' || code === 'UNAVAILABLE') deps.log.error({ requestId: exchange.requestId, method: req.method, err: error }, 'request failed');
      sendError(exchange, error);
    });
  });
  server.timeout = idleTimeout;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket, deps));
  return {
    listen: (port, host) => listen(server, port, host),
    stop: (graceMs) => stop(server, route.endStreams, graceMs),
  };
}

const headers = [...Object.entries(securityHeaders), ['vary', 'origin'] as const];

function router({ deps, database, storage, uploadThing = null, publicUrl = null, mayCall, health, fastLane }: ApiServerOptions) {
  const trpc = trpcHandler({ deps, mayCall, ...(fastLane !== undefined && { fastLane }) });
  const unlock = unlockHandler(deps);
  const uploads = uploadHandler({ deps, storage });
  const external = uploadThing && uploadThingHandler({ deps, settings: uploadThing, publicUrl });
  const documents = documentsHandler(deps);
  const files = fileHandler(deps);
  const pictures = pictureHandler(deps);
  const figures = figureHandler(deps);
  return {
    endStreams: trpc.endStreams,
    async handle(exchange: Exchange): Promise<void> {
      const { req, res } = exchange;
      const url = req.url ?? '/';
      const mark = url.indexOf('?');
      const path = mark < 0 ? url : url.slice(0, mark);
      if (isPreflight(req)) return answerPreflight(res);
      if (path.startsWith('/trpc/')) return trpc.handle(exchange, path.slice(6), mark < 0 ? '' : url.slice(mark));
      if (path === '/uploads' || path.startsWith('/uploads/')) return uploads(exchange, path.slice(8));
      if (path === '/uploadthing' && external) return external(exchange, mark < 0 ? '' : url.slice(mark));
      if (path === '/unlock') return unlock(exchange);
      if (path === '/documents') return documents(exchange);
      const asked = req.method === 'GET' || req.method === 'HEAD';
      if (path.startsWith('/files/') && asked) return files(exchange, path.slice(7), '');
      if (path.startsWith('/figures/') && asked) return figures(exchange, path.slice(9), '');
      if (path.startsWith('/pictures/') && asked) return pictures(exchange, path.slice(10), mark < 0 ? '' : url.slice(mark));
      if (path === '/health/live' && asked) return answerLive(exchange);
      if (path === '/health/ready' && asked) return answerReady(exchange, database, health);
      throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(boundPort(server.address()));
    });
  });
}

function boundPort(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function stop(server: Server, endStreams: () => void, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  endStreams();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

/** What could not even be read as a request. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex, { now, newId }: Deps): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const detail = { 431: 'The head of this request is too large.', 408: 'This request did not arrive in time.', 400: 'This is no HTTP request.' }[status];
  const body = JSON.stringify(errorBody(new AppError('BAD_INPUT', detail), { timestamp: now(), requestId: newId() }));
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
