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
      retryDelays: Array.from({ length: 40 }, () => 250),
      onProgress(sent) {
        if (sent < size / 2 || restarted) return;
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

  const [stood] = stoodAt;
  expect(stood).toBeGreaterThan(0);
  expect(stood).toBeLessThan(size);
  expect(wentOnFrom).toEqual([0, stood]);
  const document = await api.document.finishUpload.mutate({ id });
  expect(document).toMatchObject({ id, bytes: size });
  const kept = await readFile(join(place.folder, 'files', 'documents', id.slice(-2), id));
  expect(kept.equals(bytes)).toBe(true);
});
