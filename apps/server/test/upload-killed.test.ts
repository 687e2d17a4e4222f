import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '@studywright/db/testing';
import * as tus from 'tus-js-client';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { newStudent, startProgram, temporaryFolder } from './harness.ts';
import { freePort } from './ports.ts';

const size = 20 * 1024 * 1024;
/** The upload goes in several requests, so that the kill meets it before its last byte, however fast the machine. */
const chunkSize = 2 * 1024 * 1024;

it('an upload whose server is killed goes on where it was', { timeout: 60_000 }, async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const place = { databaseUrl: database.url, folder: await temporaryFolder() };
  const port = await freePort();
  const server = await startProgram(place, 'api', port);
  const { api, courseId } = await newStudent(server.url, v7);
  const bytes = randomBytes(size);
  const id = v7();
  const { ticket, path } = await api.document.startUpload.mutate({ id, courseId, fileName: 'scan.pdf', bytes: size });

  let restarted: Promise<unknown> | undefined;
  const stoodAt: number[] = [];
  const wentOnFrom: number[] = [];
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(bytes, {
      endpoint: server.url + path,
      headers: { authorization: `Bearer ${ticket}` },
      chunkSize,
      retryDelays: Array.from({ length: 40 }, () => 250),
      onChunkComplete(_bytes, accepted) {
        if (accepted < size / 2 || restarted) return;
        restarted = server.kill().then(() => startProgram(place, 'api', port));
        restarted.catch(reject);
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
  await restarted;

  const [stood = 0] = stoodAt;
  expect(stood).toBeGreaterThanOrEqual(size / 2);
  expect(stood).toBeLessThan(size);
  // No request after the kill begins before what had arrived: nothing is sent again.
  const afterwards = wentOnFrom.slice(wentOnFrom.lastIndexOf(stood));
  expect(afterwards).toEqual(Array.from({ length: Math.ceil((size - stood) / chunkSize) }, (_, index) => stood + index * chunkSize));
  expect(wentOnFrom).toContain(0);
  const document = await api.document.finishUpload.mutate({ id });
  expect(document).toMatchObject({ id, bytes: size });
  const kept = await readFile(join(place.folder, 'files', 'documents', id.slice(-2), id));
  expect(kept.equals(bytes)).toBe(true);
});
