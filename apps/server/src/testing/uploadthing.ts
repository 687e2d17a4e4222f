import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { UploadThingSettings } from '@studywright/api';
import { uploadThingOf } from '@studywright/api/platform/files/uploadthing-token';
import { z } from 'zod';

const registration = z.object({ fileKeys: z.array(z.string()), metadata: z.record(z.string(), z.unknown()), isDev: z.boolean(), callbackUrl: z.string(), callbackSlug: z.string(), awaitServerData: z.boolean() });
const apiKey = 'sk_live_only-tests-know-it';

interface Arriving {
  name: string;
  bytes: Buffer;
  size: number;
}

export interface TestUploadThing {
  settings: UploadThingSettings;
  /** By their keys, those of which all has come and those of which a part has. */
  files: Map<string, Arriving>;
  registered: z.output<typeof registration>[];
  /** What is called once a file is whole, as it is signed. */
  callbackOf(key: string): { url: string; headers: Record<string, string>; body: string };
  /** Results of callbacks, by their keys. */
  results: string[];
  /** Answers everything with an error, as if it were out of order. */
  broken: boolean;
  /** Sends whoever asks for a file elsewhere. */
  movedTo: string | null;
  close(): Promise<void>;
}

/** Answers to servers that cannot be called, by the files that they wait for. */
type Streams = Map<string, ServerResponse>;

/** UploadThing in this process, as its own library speaks with it: signed addresses, ranges, callbacks, its hosts for files. */
export async function startTestUploadThing(): Promise<TestUploadThing> {
  const streams: Streams = new Map();
  const server = createServer((req, res) => {
    answer(test, streams, req, res).catch((error: unknown) => json(res, 500, { error: String(error) }));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const token = Buffer.from(JSON.stringify({ apiKey, appId: 'testapp', regions: ['sea1'] })).toString('base64');
  const test: TestUploadThing = {
    settings: { ...uploadThingOf(token), ingestUrl: url, apiUrl: url, files: { host: new URL(url).host, app: 'path' } },
    files: new Map(),
    registered: [],
    results: [],
    broken: false,
    movedTo: null,
    callbackOf(key) {
      const known = test.registered.findLast(({ fileKeys }) => fileKeys.includes(key));
      const file = test.files.get(key);
      if (!known || !file) throw new Error('There is no such file.');
      const where = `${url}/a/testapp/${key}`;
      const body = JSON.stringify({ status: 'uploaded', metadata: known.metadata, origin: url, file: { name: file.name, size: file.size, type: '', lastModified: 0, customId: null, key, url: where, appUrl: where, ufsUrl: where, fileHash: '' } });
      return { url: `${known.callbackUrl}?slug=${known.callbackSlug}`, headers: { 'content-type': 'application/json', 'uploadthing-hook': 'callback', 'x-uploadthing-signature': sign(body) }, body };
    },
    async close() {
      for (const stream of streams.values()) stream.end();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return test;
}

const sign = (text: string) => `hmac-sha256=${createHmac('sha256', apiKey).update(text).digest('hex')}`;

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** An address is as it was signed, and still holds. */
function isSigned(url: URL): boolean {
  const given = url.searchParams.get('signature');
  const signed = new URL(url);
  signed.searchParams.delete('signature');
  return given === sign(signed.toString()) && Number(signed.searchParams.get('expires')) > Date.now();
}

async function answer(test: TestUploadThing, streams: Streams, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', test.settings.ingestUrl);
  const body = await buffer(req);
  if (test.broken) return json(res, 503, { error: 'out of order' });
  if (req.method === 'POST') return answerServer(test, streams, { path: url.pathname, headers: req.headers, body }, res);
  if (!isSigned(url)) return json(res, 403, { error: 'Invalid signature' });
  const [, key = ''] = /([^/]+)$/.exec(url.pathname) ?? [];
  const file = test.files.get(key);
  if (url.pathname.startsWith('/a/')) {
    if (test.movedTo !== null) return void res.writeHead(302, { location: test.movedTo }).end();
    if (!file || file.bytes.length < file.size) return json(res, 404, { error: 'Not found' });
    res.writeHead(200, { 'content-length': file.bytes.length }).end(file.bytes);
    return;
  }
  if (req.method === 'HEAD') return void res.writeHead(200, { 'x-ut-range-start': file?.bytes.length ?? 0 }).end();
  const from = Number(/^bytes=(\d+)-$/.exec(req.headers.range ?? '')?.[1] ?? -1);
  if (from !== (file?.bytes.length ?? 0)) return json(res, 416, { error: 'This part begins elsewhere' });
  const part = (await new Response(new Uint8Array(body), { headers: { 'content-type': req.headers['content-type'] ?? '' } }).formData()).get('file');
  if (!(part instanceof Blob)) return json(res, 400, { error: 'No file' });
  const bytes = Buffer.concat([file?.bytes ?? Buffer.alloc(0), Buffer.from(await part.arrayBuffer())]);
  const size = Number(url.searchParams.get('x-ut-file-size'));
  if (bytes.length > size) return json(res, 413, { error: 'Too large' });
  test.files.set(key, { name: decodeURIComponent(url.searchParams.get('x-ut-file-name') ?? ''), bytes, size });
  if (bytes.length === size) streams.get(key)?.write(`${JSON.stringify(hookOf(test.callbackOf(key)))}\n`);
  json(res, 200, { url: '', appUrl: '', ufsUrl: '', fileHash: '', serverData: null });
}

/** Where the server cannot be called, it hears of its callbacks on the answer to its registration. */
function hookOf({ headers, body }: ReturnType<TestUploadThing['callbackOf']>) {
  return { payload: body, signature: headers['x-uploadthing-signature'], hook: headers['uploadthing-hook'] };
}

interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function answerServer(test: TestUploadThing, streams: Streams, { path, headers, body }: Asked, res: ServerResponse): void {
  if (headers['x-uploadthing-api-key'] !== apiKey) return json(res, 401, { error: 'Unauthorized' });
  const given: unknown = JSON.parse(body.toString());
  if (path === '/route-metadata') {
    const known = registration.parse(given);
    test.registered.push(known);
    if (!known.isDev) return json(res, 200, { ok: true });
    res.writeHead(200, { 'content-type': 'application/json' });
    res.flushHeaders();
    for (const key of known.fileKeys) streams.set(key, res);
    return;
  }
  if (path === '/callback-result') {
    test.results.push(z.object({ fileKey: z.string() }).parse(given).fileKey);
    return json(res, 200, { ok: true });
  }
  if (path !== '/v6/deleteFiles') return json(res, 404, { error: path });
  const deleted = z.object({ fileKeys: z.array(z.string()) }).parse(given).fileKeys.filter((key) => test.files.delete(key));
  json(res, 200, { success: true, deletedCount: deleted.length });
}
