import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether this name is one that a machine has for itself alone. */
export function isLoopback(hostname: string): boolean {
  return loopback.has(hostname);
}

/** Whether a browser may let a page of this origin call us; `host` is what the request calls this server. */
export type OriginRule = (origin: string, host: string | undefined) => boolean;

export function originRule(web: Settings['web']): OriginRule {
  if ('url' in web) {
    const own = new URL(web.url);
    return (origin) => {
      const asked = URL.parse(origin);
      if (!asked) return false;
      // One machine has several names for itself, and whoever runs it uses now one, now another.
      return asked.origin === own.origin || (isLoopback(own.hostname) && isLoopback(asked.hostname) && asked.protocol === own.protocol && asked.port === own.port);
    };
  }
  const { port } = web;
  return (origin, host) => {
    const asked = URL.parse(origin);
    const self = URL.parse(`http://${host ?? ''}`);
    return asked !== null && self !== null && asked.hostname === self.hostname && Number(asked.port || (asked.protocol === 'https:' ? 443 : 80)) === port;
  };
}

const exposed = ['X-Request-Id', 'Retry-After', 'Location', 'Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size', 'Upload-Offset', 'Upload-Length', 'Upload-Metadata', 'Upload-Expires'].join(', ');
const allowedHeaders = ['Authorization', 'Content-Type', 'X-Request-Id', 'X-Requested-With', 'Last-Event-ID', 'Trpc-Accept', 'Tus-Resumable', 'Upload-Length', 'Upload-Metadata', 'Upload-Offset', 'Upload-Defer-Length', 'X-Uploadthing-Package', 'X-Uploadthing-Version', 'B3', 'Traceparent'].join(', ');

/** Adds what a browser wants to read before it hands our answer to the page. Nothing, where the page is not ours. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, mayCall: OriginRule): void {
  const { origin, host } = req.headers;
  if (origin === undefined || !mayCall(origin, host)) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-allow-credentials', 'true');
  res.setHeader('access-control-expose-headers', exposed);
}

export function isPreflight(req: IncomingMessage): boolean {
  return req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
}

export function answerPreflight(res: ServerResponse): void {
  res.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PATCH, DELETE');
  res.setHeader('access-control-allow-headers', allowedHeaders);
  res.setHeader('access-control-max-age', '7200');
  res.writeHead(204);
  res.end();
}
