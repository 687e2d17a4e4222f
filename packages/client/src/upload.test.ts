import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createClient, uploadDocument, waitForDocument, type StudywrightClient } from './index.ts';
import { startCuttingProxy, startProgram, type CuttingProxy, type TestProgram } from './testing/index.ts';

// The server is a program of its own, which takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let program: TestProgram;
let proxy: CuttingProxy;
let client: StudywrightClient;
let folder: string;
beforeAll(async () => {
  program = await startProgram();
  proxy = await startCuttingProxy(program.url);
  folder = await mkdtemp(join(tmpdir(), 'studywright-upload-'));
  const { email, password } = await program.newStudent();
  client = createClient({ url: proxy.url, tokens: await createClient({ url: program.url }).account.signIn.mutate({ email, password }) });
});
afterAll(async () => {
  await proxy.close();
  await program.close();
  await rm(folder, { recursive: true, force: true });
});

async function newCourse(): Promise<string> {
  const { id } = await client.course.create.mutate({ id: v7(), name: 'Botany' });
  return id;
}

/** Bytes of their own for each seed; not a document that takes long to read. */
function bytesOf(seed: string, length: number): Buffer {
  const head = Buffer.from(`# ${seed}\n\nA leaf turns light into sugar.\n\n`);
  return Buffer.concat([head, Buffer.alloc(length - head.length, '\n')]);
}

test('sends a file by its path, tells how far it is, and gives the document', async () => {
  const path = join(folder, 'leaves.md');
  await writeFile(path, bytesOf('Leaves', 200_000));
  const courseId = await newCourse();
  const sent: number[] = [];
  const document = await uploadDocument(client, { courseId, path, onProgress: (bytes, total) => void sent.push(bytes / total) });
  expect(document).toMatchObject({ courseId, fileName: 'leaves.md', title: 'leaves', bytes: 200_000 });
  expect(sent.at(-1)).toBe(1);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  expect(await waitForDocument(client, document.id)).toMatchObject({ status: 'ready', pages: 1 });
});

test('goes on where it was when the connection is cut', async () => {
  const size = 8_000_000;
  const courseId = await newCourse();
  const before = proxy.received();
  proxy.cutAfter(5_000_000);
  const document = await uploadDocument(client, { courseId, fileName: 'cut.txt', bytes: bytesOf('Cut', size) });
  expect(document).toMatchObject({ bytes: size, fileName: 'cut.txt' });
  const passed = proxy.received() - before;
  expect(proxy.cuts()).toBe(1);
  // Begun anew it would be all of the file and the five million bytes before the cut.
  expect(passed).toBeLessThan(size + 3_000_000);
  expect((await client.document.list.query({ courseId })).items).toHaveLength(1);
});

test('stopped in the middle, the same id goes on with it', async () => {
  const size = 8_000_000;
  const courseId = await newCourse();
  const id = v7();
  const stop = new AbortController();
  const options = { id, courseId, fileName: 'stopped.txt', bytes: bytesOf('Stopped', size) };
  const stopped = uploadDocument(client, { ...options, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  const document = await uploadDocument(client, options);
  expect(document).toMatchObject({ id, bytes: size });
});

test('the same bytes again are named, and nothing is added', async () => {
  const courseId = await newCourse();
  const bytes = bytesOf('Twice', 5_000);
  const first = await uploadDocument(client, { courseId, fileName: 'first.md', bytes });
  await expect(uploadDocument(client, { courseId, fileName: 'second.md', bytes })).rejects.toMatchObject({ code: 'DUPLICATE', details: { documentId: first.id }, detail: expect.stringContaining('“first”') });
  expect((await client.document.list.query({ courseId })).items).toHaveLength(1);
});

test('a file that is too large is refused before it is read', async () => {
  const path = join(folder, 'large.pdf');
  const file = await open(path, 'w');
  await file.truncate(60 * 1024 * 1024);
  await file.close();
  const before = proxy.received();
  await expect(uploadDocument(client, { courseId: await newCourse(), path })).rejects.toMatchObject({ code: 'TOO_LARGE', status: 413 });
  expect(proxy.received() - before).toBeLessThan(10_000);
});

test('takes what comes as a stream, and stops reading it at the most that the server takes', async () => {
  const courseId = await newCourse();
  const whole = bytesOf('Streamed', 300_000);
  async function* pieces() {
    for (let from = 0; from < whole.length; from += 65_536) yield whole.subarray(from, from + 65_536);
  }
  expect(await uploadDocument(client, { courseId, fileName: 'stream.md', stream: pieces() })).toMatchObject({ fileName: 'stream.md', bytes: whole.length });

  let read = 0;
  async function* endless() {
    for (;;) {
      read += 1024 * 1024;
      yield Buffer.alloc(1024 * 1024);
    }
  }
  await expect(uploadDocument(client, { courseId, fileName: 'endless', stream: endless() })).rejects.toMatchObject({ code: 'TOO_LARGE', detail: expect.stringContaining('more than 50 MB') });
  expect(read).toBe(51 * 1024 * 1024);
  await expect(uploadDocument(client, { courseId, fileName: 'empty', stream: Readable.from([]) })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect((await client.document.list.query({ courseId })).items).toHaveLength(1);
});

test('a course of somebody else is not there', async () => {
  const courseId = await newCourse();
  const { email, password } = await program.newStudent();
  const stranger = createClient({ url: program.url, tokens: await createClient({ url: program.url }).account.signIn.mutate({ email, password }) });
  await expect(uploadDocument(stranger, { courseId, fileName: 'a.md', bytes: bytesOf('Stranger', 1_000) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
