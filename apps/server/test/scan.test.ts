import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tables, openDatabase } from '@studywright/db';
import { createTestDatabase } from '@studywright/db/testing';
import { asc, eq } from 'drizzle-orm';
import * as tus from 'tus-js-client';
import { v7 } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { scannedPdf, type ScanPage } from '../../../packages/ingest/test/scans.ts';
import { newStudent, startProgram, temporaryFolder, until, type Student } from './harness.ts';
import { freePort } from './ports.ts';
import { writtenChapters } from './reader.ts';

/** A chapter a page, as it is written. */
const chapters = (count: number): ScanPage[] => writtenChapters(count).map(({ title, paragraphs }) => ({ text: [title, ...paragraphs].join('\n\n') }));
/** As one reads it: where its lines ended says nothing. */
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

async function place() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const folder = { databaseUrl: database.url, folder: await temporaryFolder() };
  const server = await startProgram(folder, 'api', await freePort());
  const { db, close } = openDatabase(database.url, { max: 1, name: 'scan-test' });
  onTestFinished(close);
  const pagesOf = (id: string) =>
    db
      .select({ number: tables.pages.number, text: tables.pages.text, picture: tables.pages.picture, ocr: tables.pages.ocr, confidence: tables.pages.confidence, boxes: tables.pages.boxes, warning: tables.pages.warning })
      .from(tables.pages)
      .where(eq(tables.pages.documentId, id))
      .orderBy(asc(tables.pages.number));
  return { server, pagesOf, startWorker: () => startProgram(folder, 'worker'), student: await newStudent(server.url, v7) };
}

async function send({ api, courseId }: Student, url: string, pages: readonly ScanPage[]): Promise<string> {
  const bytes = Buffer.from(await scannedPdf(pages));
  const id = v7();
  const { ticket, path } = await api.document.startUpload.mutate({ id, courseId, fileName: 'scan.pdf', bytes: bytes.length });
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(bytes, { endpoint: url + path, headers: { authorization: `Bearer ${ticket}` }, onSuccess: () => resolve(), onError: reject }).start();
  });
  return id;
}

/** Processes that a program has started. */
async function childrenOf(pid: number): Promise<string[]> {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((line) => line !== '');
}

const runs = (pid: string) => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

const patient = { withinMs: 300_000 };

it('a scan whose worker is killed is read on by another, from the page that was next, and becomes cards', { timeout: 600_000 }, async () => {
  const { server, student, pagesOf, startWorker } = await place();
  const written = chapters(6);
  const id = await send(student, server.url, written);
  const first = await startWorker();
  const readPages = async () => (await pagesOf(id)).filter(({ picture }) => !picture);
  await until(async () => (await readPages()).length >= 2, 'two pages are read', patient);
  const readers = await childrenOf(first.pid);
  expect(readers).not.toEqual([]);
  await first.kill();
  await until(() => !readers.some(runs), 'whoever read for it has ended');
  const before = await readPages();
  const left = await student.api.document.get.query({ id });
  expect(left.status).toBe('working');
  expect(before.length).toBeLessThan(written.length);

  await startWorker();
  const said = new Set<string>();
  await until(async () => {
    const { status, activity } = await student.api.document.get.query({ id });
    // What the first one last said stands until the other begins; of a page already stored the other would count more done.
    if (activity !== left.activity) said.add(activity);
    return status === 'ready';
  }, 'another worker has finished it', patient);
  const after = await pagesOf(id);
  // What the first one had read is as it left it, and was not read again.
  expect(after.slice(0, before.length)).toEqual(before);
  for (const { number } of before) expect([...said].filter((activity) => activity.startsWith(`Reading the picture of page ${number},`))).toEqual([]);

  expect(after.map(({ text }) => words(text))).toEqual(written.map(({ text }) => words(text)));
  for (const { ocr, picture, confidence, boxes, warning } of after) {
    expect({ ocr, picture, warning }).toEqual({ ocr: true, picture: false, warning: null });
    expect(confidence).toBeGreaterThan(0.8);
    expect(boxes.length).toBeGreaterThan(100);
  }
  const document = await student.api.document.get.query({ id });
  expect(document).toMatchObject({ pages: 6, language: 'en', pictures: { read: 6, unsure: 0, empty: 0 } });
  expect(document.counts.cards).toBeGreaterThan(5);
  const { items } = await student.api.document.items.query({ documentId: id, limit: 100 });
  for (const { citation } of items) expect(after[citation.page - 1]?.text.slice(citation.start, citation.end)).toBe(citation.quote);
});

it('a PDF that is partly a scan stops when it is cancelled, its readers too, and goes on when asked', { timeout: 600_000 }, async () => {
  const { server, student, pagesOf, startWorker } = await place();
  const written = chapters(4).map((page, index) => ({ ...page, written: index % 2 === 0 }));
  const id = await send(student, server.url, written);
  const worker = await startWorker();
  await until(async () => (await student.api.document.get.query({ id })).activity.startsWith('Reading the picture'), 'a picture is being read', patient);
  await until(async () => (await childrenOf(worker.pid)).length > 0, 'somebody reads it');
  const readers = await childrenOf(worker.pid);
  await student.api.document.cancel.mutate({ id });
  await until(() => !readers.some(runs), 'whoever read it has ended');
  expect(await student.api.document.get.query({ id })).toMatchObject({ status: 'cancelled', error: null });
  expect((await pagesOf(id)).map(({ picture }) => picture)).toEqual([false, true, false, true]);

  await student.api.document.retry.mutate({ id });
  await until(async () => (await student.api.document.get.query({ id })).status === 'ready', 'it is finished', patient);
  const after = await pagesOf(id);
  expect(after.map(({ ocr }) => ocr)).toEqual([false, true, false, true]);
  expect(after.map(({ text }) => words(text))).toEqual(written.map(({ text }) => words(text)));
  // Its readers end with it, too.
  const last = await childrenOf(worker.pid);
  expect(await worker.stop()).toBe(0);
  expect(last.filter(runs)).toEqual([]);
});
