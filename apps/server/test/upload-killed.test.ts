import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestS3 } from '@studywright/api/testing';
import { createTestDatabase } from '@studywright/db/testing';
import * as tus from 'tus-js-client';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { newStudent, startProgram, temporaryFolder } from './harness.ts';
import { freePort } from './ports.ts';

const size = 50 * 1024 * 1024;
/** How far the upload is when its server is killed. */
const killsAt = [0.2, 0.5, 0.8].map((part) => part * size);

interface Storage {
  environment: Record<string, string>;
  kept(id: string): Promise<Buffer | undefined>;
}

async function inFolder(folder: string): Promise<Storage> {
  return { environment: {}, kept: (id) => readFile(join(folder, 'files', 'documents', id.slice(-2), id)) };
}

async function inBucket(): Promise<Storage> {
  const s3 = await startTestS3();
  onTestFinished(() => s3.close());
  const { bucket, endpoint, credentials } = s3.settings;
  return {
    environment: { S3_BUCKET: bucket, S3_ENDPOINT: endpoint ?? '', S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '', S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '' },
    kept: async (id) => s3.objects.get(`documents/${id.slice(-2)}/${id}`)?.bytes,
  };
}

// The upload goes in several requests, so that the kill meets it before its last byte, however fast the machine. A bucket
// takes parts from five megabytes on; what is smaller lies beside it and is sent anew with the next.
it.each([
  ['a folder', inFolder, 2 * 1024 * 1024],
  ['an S3 bucket', inBucket, 6 * 1024 * 1024],
])('an upload into %s whose server is killed three times goes on where it was each time, and arrives whole', { timeout: 400_000 }, async (_where, open, chunkSize) => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const folder = await temporaryFolder();
  const { environment, kept } = await open(folder);
  const place = { databaseUrl: database.url, folder, environment };
  const port = await freePort();
  let server = await startProgram(place, 'api', port);
  const { api, courseId } = await newStudent(server.url, v7);
  const bytes = randomBytes(size);
  const id = v7();
  const { ticket, path } = await api.document.startUpload.mutate({ id, courseId, fileName: 'scan.pdf', bytes: size });

  const waiting = [...killsAt];
  let restarting: Promise<void> = Promise.resolve();
  const stoodAt: number[] = [];
  const wentOnFrom: number[] = [];
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(bytes, {
      endpoint: server.url + path,
      headers: { authorization: `Bearer ${ticket}` },
      chunkSize,
      retryDelays: Array.from({ length: 600 }, () => 250),
      onChunkComplete(_bytes, accepted) {
        if (accepted < (waiting[0] ?? Number.POSITIVE_INFINITY)) return;
        waiting.shift();
        restarting = restarting.then(async () => {
          await server.kill();
          server = await startProgram(place, 'api', port);
        });
        restarting.catch(reject);
      },
      onBeforeRequest(request) {
        const offset = request.getMethod() === 'PATCH' ? request.getHeader('Upload-Offset') : undefined;
        if (offset !== undefined) wentOnFrom.push(Number(offset));
      },
      onAfterResponse(request, response) {
        if (request.getMethod() === 'HEAD' && response.getStatus() === 200) stoodAt.push(Number(response.getHeader('Upload-Offset')));
      },
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  await restarting;

  expect(waiting).toEqual([]);
  expect(stoodAt.length).toBeGreaterThanOrEqual(killsAt.length);
  for (const [index, killedAt] of killsAt.entries()) expect(stoodAt.filter((stood) => stood >= killedAt && stood < (killsAt[index + 1] ?? size))).not.toEqual([]);
  // After the last kill, no request begins before what had arrived: nothing is sent again.
  const last = Math.max(...stoodAt);
  const afterwards = wentOnFrom.slice(wentOnFrom.lastIndexOf(last));
  expect(afterwards).toEqual(Array.from({ length: Math.ceil((size - last) / chunkSize) }, (_, index) => last + index * chunkSize));
  expect(wentOnFrom).toContain(0);
  const document = await api.document.finishUpload.mutate({ id });
  expect(document).toMatchObject({ id, bytes: size });
  expect((await kept(id))?.equals(bytes)).toBe(true);
});
