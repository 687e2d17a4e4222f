import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as S3 from '@aws-sdk/client-s3';
import { AppError } from '@studywright/core';
import { z } from 'zod';
import { measure, measured } from './digest.ts';
import { fileGone } from './gone.ts';
import type { FileStore, StoredFile } from './port.ts';

export interface S3Settings {
  bucket: string;
  /** Null: Amazon's own. */
  endpoint: string | null;
  /** Under which browsers reach the store; null where they do not, and the API server hands files on. */
  publicEndpoint: string | null;
  region: string;
  /** Null: as the machine is set up, such as by the role of its instance. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  forcePathStyle: boolean;
}

/** What any S3 client of ours is made with, that of the upload server too. */
export function s3ClientConfig({ endpoint, region, credentials, forcePathStyle }: S3Settings): S3.S3ClientConfig {
  return {
    region,
    forcePathStyle,
    ...(endpoint !== null && { endpoint }),
    ...(credentials !== null && { credentials }),
    // Stores other than Amazon's often do not know the checksums that newer clients add to everything.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

/** What the tus server's store writes down of an upload. */
const uploadInfo = z.object({ size: z.number() });

const localPrefix = 'studywright-file-';

async function open(settings: S3Settings) {
  const s3 = await import('@aws-sdk/client-s3');
  return { s3, client: new s3.S3Client(s3ClientConfig(settings)) };
}

/**
 * A bucket of an S3 store. The client is loaded with the first use, for it is large. Uploads in progress are multipart
 * uploads of `uploads/<id>`, which the tus server's own store writes; `uploads/<id>.info` names them.
 */
export function s3Files(settings: S3Settings): FileStore {
  const { bucket: Bucket } = settings;
  let opened: ReturnType<typeof open> | undefined;
  const store = () => (opened ??= open(settings));
  const uploadKey = (uploadId: string) => `uploads/${uploadId}`;

  async function size(Key: string): Promise<number | null> {
    const { s3, client } = await store();
    const head = await orNull(client.send(new s3.HeadObjectCommand({ Bucket, Key })));
    return head?.ContentLength ?? null;
  }

  const read: FileStore['read'] = async (Key, range) => {
    const { s3, client } = await store();
    const got = await orNull(client.send(new s3.GetObjectCommand({ Bucket, Key, ...(range && { Range: `bytes=${range.start}-${range.end}` }) })));
    return got?.Body instanceof Readable ? got.Body : null;
  };

  const writeStream: FileStore['writeStream'] = async (Key, source) => {
    const { client } = await store();
    const { Upload } = await import('@aws-sdk/lib-storage');
    const { stream, result } = measured(source);
    // Parts of five megabytes, one after the other: that much is in memory, and no more.
    await answered(new Upload({ client, params: { Bucket, Key, Body: Readable.from(stream, { objectMode: false }) }, queueSize: 1, partSize: 5 * 1024 * 1024 }).done());
    return result();
  };

  const remove = async (Key: string) => {
    const { s3, client } = await store();
    await orNull(client.send(new s3.DeleteObjectCommand({ Bucket, Key })));
  };

  /** An upload whose last part came while its server was killed before it could put the parts together. */
  async function complete(Key: string): Promise<void> {
    const { s3, client } = await store();
    const info = await orNull(client.send(new s3.GetObjectCommand({ Bucket, Key: `${Key}.info` })));
    const UploadId = info?.Metadata?.['upload-id'];
    if (!info?.Body || UploadId === undefined) return;
    const { size: whole } = uploadInfo.parse(JSON.parse(await info.Body.transformToString()));
    const parts = await orNull(client.send(new s3.ListPartsCommand({ Bucket, Key, UploadId })));
    const Parts = (parts?.Parts ?? []).map(({ PartNumber, ETag, Size = 0 }) => ({ PartNumber, ETag, Size }));
    if (Parts.length === 0 || Parts.reduce((sum, part) => sum + part.Size, 0) !== whole) return;
    await orNull(client.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) } })));
  }

  async function uploadedBytes(uploadId: string): Promise<number | null> {
    const found = await size(uploadKey(uploadId));
    if (found !== null) return found;
    await complete(uploadKey(uploadId));
    return size(uploadKey(uploadId));
  }

  async function* list(Prefix: string): AsyncGenerator<StoredFile> {
    const { s3, client } = await store();
    for (let ContinuationToken: string | undefined; ; ) {
      const page = await answered(client.send(new s3.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken })));
      for (const { Key, Size, LastModified } of page.Contents ?? []) if (Key !== undefined && LastModified) yield { key: Key, bytes: Size ?? 0, modifiedAt: LastModified };
      ContinuationToken = page.NextContinuationToken;
      if (!page.IsTruncated || ContinuationToken === undefined) return;
    }
  }

  return {
    async inspectUpload(uploadId, key) {
      await uploadedBytes(uploadId);
      const stream = (await read(uploadKey(uploadId))) ?? (await read(key));
      return stream ? measure(stream) : null;
    },
    uploadedBytes,
    async takeUpload(uploadId, key) {
      const { s3, client } = await store();
      const from = uploadKey(uploadId);
      if ((await size(from)) !== null) await answered(client.send(new s3.CopyObjectCommand({ Bucket, Key: key, CopySource: `${Bucket}/${from}` })));
      else if ((await size(key)) === null) throw new Error('There is no such upload.');
      for (const part of uploadParts(from)) await remove(part);
    },
    async discardUpload(uploadId) {
      const { s3, client } = await store();
      await abortUploads(s3, client, Bucket, uploadKey(uploadId), () => true);
      for (const part of uploadParts(uploadKey(uploadId))) await remove(part);
    },
    async write(Key, Body) {
      const { s3, client } = await store();
      await answered(client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length })));
    },
    writeStream,
    read,
    size,
    async address(Key, { disposition, mediaType, seconds }) {
      const { publicEndpoint } = settings;
      if (publicEndpoint === null) return null;
      const [{ s3 }, { getSignedUrl }] = await Promise.all([store(), import('@aws-sdk/s3-request-presigner')]);
      const outside = new s3.S3Client(s3ClientConfig({ ...settings, endpoint: publicEndpoint }));
      return getSignedUrl(outside, new s3.GetObjectCommand({ Bucket, Key, ResponseContentDisposition: disposition, ResponseContentType: mediaType }), { expiresIn: seconds });
    },
    async withLocal(key, use) {
      const stream = await read(key);
      if (!stream) throw fileGone();
      const folder = await mkdtemp(join(tmpdir(), localPrefix));
      try {
        const path = join(folder, 'file');
        await answered(pipeline(stream, createWriteStream(path, { mode: 0o600 })));
        return await use(path);
      } finally {
        stream.destroy();
        await rm(folder, { recursive: true, force: true });
      }
    },
    remove,
    async removeAll(prefix) {
      for await (const { key } of list(prefix)) await remove(key);
    },
    list,
    async tidy(before) {
      const { s3, client } = await store();
      await abortUploads(s3, client, Bucket, '', (begun) => begun < before);
      for (const name of await readdir(tmpdir())) {
        const path = join(tmpdir(), name);
        if (name.startsWith(localPrefix) && (await stat(path).then((found) => found.mtime < before, () => false))) await rm(path, { recursive: true, force: true });
      }
    },
  };
}

/** What the tus server's store may keep of an upload. */
function uploadParts(key: string): string[] {
  return [key, `${key}.part`, `${key}.info`];
}

async function abortUploads(s3: typeof S3, client: S3.S3Client, Bucket: string, Prefix: string, which: (begun: Date) => boolean): Promise<void> {
  for (let marker: { KeyMarker?: string; UploadIdMarker?: string } = {}; ; ) {
    const page = await answered(client.send(new s3.ListMultipartUploadsCommand({ Bucket, Prefix, ...marker })));
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (which(Initiated ?? new Date(0))) await orNull(client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
    }
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return;
    marker = { KeyMarker: page.NextKeyMarker, ...(page.NextUploadIdMarker !== undefined && { UploadIdMarker: page.NextUploadIdMarker }) };
  }
}

const missing = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answered(answer);
  } catch (error) {
    if (error instanceof Error && missing.has(error.name)) return null;
    throw error;
  }
}

/** Where the store does not answer, whoever waits is told so and may try again; what it refuses is a wrong setting, which is ours. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const status = error instanceof Error && '$metadata' in error && typeof error.$metadata === 'object' && error.$metadata !== null && 'httpStatusCode' in error.$metadata ? error.$metadata.httpStatusCode : undefined;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const silent = typeof code === 'string' && ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE'].includes(code);
    if (silent || (typeof status === 'number' && status >= 500)) throw new AppError('UNAVAILABLE', 'The storage of files does not answer. Nothing of yours is lost. Try again in a moment.', { retryAfter: 5, cause: error });
    throw error;
  }
}
