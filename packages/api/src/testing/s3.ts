import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '../platform/files/s3.ts';

interface StoredObject {
  bytes: Buffer;
  modified: Date;
  metadata: Record<string, string>;
  type: string;
}

interface Multipart {
  key: string;
  begun: Date;
  parts: Map<number, Buffer>;
}

export interface TestS3 {
  settings: S3Settings;
  objects: Map<string, StoredObject>;
  /** Multipart uploads that are neither complete nor given up. */
  uploads: Map<string, Multipart>;
  close(): Promise<void>;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const leastPart = 5 * 1024 * 1024;
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * An S3 store with one empty bucket, in this process: what is asked of such a store here, as Amazon's documentation has
 * it. Objects are in memory. Lists come two entries a page, so that whoever reads them has to turn pages.
 */
export async function startTestS3(): Promise<TestS3> {
  const bucket = 'studywright';
  const objects: TestS3['objects'] = new Map();
  const uploads: TestS3['uploads'] = new Map();
  const server = createServer((req, res) => {
    answer(req, res, bucket, objects, uploads).catch((error: unknown) => {
      const { status, code } = error instanceof Refusal ? error : new Refusal(500, 'InternalError');
      xml(res, `<Error><Code>${code}</Code><Message>${escape(String(error))}</Message></Error>`, status);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    settings: { bucket, endpoint: `http://127.0.0.1:${port}`, publicEndpoint: null, region: 'us-east-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' }, forcePathStyle: true },
    objects,
    uploads,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(req: IncomingMessage, res: ServerResponse, bucket: string, objects: TestS3['objects'], uploads: TestS3['uploads']): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://s3');
  const query = url.searchParams;
  const [, named = '', ...rest] = decodeURIComponent(url.pathname).split('/');
  const key = rest.join('/');
  if (!(req.headers.authorization ?? query.get('X-Amz-Credential') ?? '').includes('key/')) throw new Refusal(403, 'AccessDenied');
  if (named !== bucket) throw new Refusal(404, 'NoSuchBucket');
  if (String(req.headers['content-encoding'] ?? '').includes('aws-chunked')) throw new Refusal(501, 'NotImplemented');
  const body = await buffer(req);
  if (key === '') return answerBucket(req, res, query, body, objects, uploads);
  if (query.has('uploads') || query.has('uploadId')) return answerMultipart(req, res, key, query, body, objects, uploads);
  switch (req.method) {
    case 'PUT': {
      const from = req.headers['x-amz-copy-source'];
      const source = typeof from === 'string' ? objects.get(decodeURIComponent(from).replace(/^\//, '').slice(bucket.length + 1)) : null;
      if (source === undefined) throw new Refusal(404, 'NoSuchKey');
      objects.set(key, source ? { ...source, modified: new Date() } : { bytes: body, modified: new Date(), metadata: metadataOf(req), type: req.headers['content-type'] ?? '' });
      if (source) return xml(res, `<CopyObjectResult><ETag>${etagOf(source.bytes)}</ETag></CopyObjectResult>`);
      res.writeHead(200, { etag: etagOf(body) }).end();
      return;
    }
    case 'DELETE':
      objects.delete(key);
      res.writeHead(204).end();
      return;
    default:
      return sendObject(req, res, objects.get(key), query);
  }
}

function sendObject(req: IncomingMessage, res: ServerResponse, object: StoredObject | undefined, query: URLSearchParams): void {
  if (!object) {
    if (req.method === 'HEAD') res.writeHead(404).end();
    else throw new Refusal(404, 'NoSuchKey');
    return;
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '');
  const bytes = range ? object.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : object.bytes;
  const disposition = query.get('response-content-disposition');
  res.writeHead(range ? 206 : 200, {
    'content-length': bytes.length,
    'last-modified': object.modified.toUTCString(),
    etag: etagOf(object.bytes),
    'content-type': query.get('response-content-type') ?? object.type,
    ...(disposition !== null && { 'content-disposition': disposition }),
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  });
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

function answerBucket(req: IncomingMessage, res: ServerResponse, query: URLSearchParams, body: Buffer, objects: TestS3['objects'], uploads: TestS3['uploads']): void {
  const prefix = query.get('prefix') ?? '';
  if (req.method === 'POST' && query.has('delete')) {
    for (const [, key = ''] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g)) objects.delete(key);
    return xml(res, '<DeleteResult/>');
  }
  if (query.has('uploads')) {
    const after = query.get('upload-id-marker') ?? '';
    const open = [...uploads].filter(([id, { key }]) => key.startsWith(prefix) && id > after).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const shown = open.slice(0, 2).map(([id, { key, begun }]) => `<Upload><Key>${escape(key)}</Key><UploadId>${id}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`);
    const last = open[1];
    return xml(res, `<ListMultipartUploadsResult>${shown.join('')}<IsTruncated>${open.length > 2}</IsTruncated>${last && open.length > 2 ? `<NextKeyMarker>${escape(last[1].key)}</NextKeyMarker><NextUploadIdMarker>${last[0]}</NextUploadIdMarker>` : ''}</ListMultipartUploadsResult>`);
  }
  const after = query.get('continuation-token') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const shown = keys.slice(0, 2).map((key) => {
    const object = objects.get(key);
    return `<Contents><Key>${escape(key)}</Key><Size>${object?.bytes.length ?? 0}</Size><LastModified>${(object?.modified ?? new Date()).toISOString()}</LastModified></Contents>`;
  });
  return xml(res, `<ListBucketResult>${shown.join('')}<IsTruncated>${keys.length > 2}</IsTruncated>${keys.length > 2 ? `<NextContinuationToken>${escape(keys[1] ?? '')}</NextContinuationToken>` : ''}</ListBucketResult>`);
}

function answerMultipart(req: IncomingMessage, res: ServerResponse, key: string, query: URLSearchParams, body: Buffer, objects: TestS3['objects'], uploads: TestS3['uploads']): void {
  if (query.has('uploads')) {
    const id = randomUUID();
    uploads.set(id, { key, begun: new Date(), parts: new Map() });
    return xml(res, `<InitiateMultipartUploadResult><Key>${escape(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }
  const id = query.get('uploadId') ?? '';
  const upload = uploads.get(id);
  if (!upload || upload.key !== key) throw new Refusal(404, 'NoSuchUpload');
  switch (req.method) {
    case 'PUT':
      upload.parts.set(Number(query.get('partNumber')), body);
      res.writeHead(200, { etag: etagOf(body) }).end();
      return;
    case 'GET': {
      const parts = [...upload.parts].toSorted(([a], [b]) => a - b).map(([number, bytes]) => `<Part><PartNumber>${number}</PartNumber><ETag>${escape(etagOf(bytes))}</ETag><Size>${bytes.length}</Size></Part>`);
      return xml(res, `<ListPartsResult><UploadId>${id}</UploadId>${parts.join('')}<IsTruncated>false</IsTruncated></ListPartsResult>`);
    }
    case 'DELETE':
      uploads.delete(id);
      res.writeHead(204).end();
      return;
    default: {
      const asked = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => upload.parts.get(Number(number)));
      const parts = asked.map((part) => {
        if (!part) throw new Refusal(400, 'InvalidPart');
        return part;
      });
      if (parts.slice(0, -1).some((part) => part.length < leastPart)) throw new Refusal(400, 'EntityTooSmall');
      objects.set(key, { bytes: Buffer.concat(parts), modified: new Date(), metadata: {}, type: '' });
      uploads.delete(id);
      return xml(res, `<CompleteMultipartUploadResult><Key>${escape(key)}</Key></CompleteMultipartUploadResult>`);
    }
  }
}

function metadataOf(req: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(req.headers).flatMap(([name, value]) => (name.startsWith('x-amz-meta-') && typeof value === 'string' ? [[name.slice(11), value]] : [])));
}

function xml(res: ServerResponse, text: string, status = 200): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>${text}`;
  res.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) }).end(body);
}
