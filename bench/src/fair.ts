import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient, uploadDocument, type StudywrightClient } from '@studywright/client';
import { startEmbedded } from '@studywright/db/embedded';
import { migrate } from '@studywright/db/migrate';
import { v7 } from 'uuid';
import { writtenPdf } from './books.ts';
import { startApi, startWorker } from './programs.ts';

// How long three slides take alone, and how long right behind books of other students. With a database, an API server and a
// worker of its own, as `npm start` has them, and the built-in engine.
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, pages: { type: 'string', default: '500' }, books: { type: 'string', default: '1,10' } } });
const rounds = Number(values.rounds);
const pages = Number(values.pages);

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

interface Student {
  client: StudywrightClient;
  courseId: string;
}

async function newStudent(url: string): Promise<Student> {
  const account = { email: `${v7()}@example.org`, password: 'recall before reading' };
  await createClient({ url }).account.signUp.mutate({ ...account, name: 'Bench' });
  const client = createClient({ url, accessToken: (await createClient({ url }).account.signIn.mutate(account)).accessToken });
  const courseId = v7();
  await client.course.create.mutate({ id: courseId, name: 'Bench' });
  return { client, courseId };
}

/** Milliseconds from the end of its upload until it is ready. */
async function slides(url: string, seed: number): Promise<number> {
  const { client, courseId } = await newStudent(url);
  const { id } = await uploadDocument(client, { courseId, fileName: 'slides.pdf', bytes: await writtenPdf(3, seed) });
  const begun = performance.now();
  for (;;) {
    const { status, error } = await client.document.get.query({ id });
    if (error) throw new Error(error.detail);
    if (status === 'ready') return performance.now() - begun;
    await pause(20);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'studywright-bench-'));
const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const postgres = await startEmbedded({ folder: join(folder, 'postgres') });
  closers.unshift(() => postgres.stop());
  await migrate(postgres.url);
  const api = await startApi(postgres.url, folder);
  closers.unshift(api.stop);
  const worker = startWorker(postgres.url, folder);
  closers.unshift(worker.stop);
  let seed = 0;
  await slides(api.url, (seed += 1));
  for (const books of values.books.split(',').map(Number)) {
    const files = await Promise.all(Array.from({ length: books }, () => writtenPdf(pages, (seed += 1))));
    const alone: number[] = [];
    const behind: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await slides(api.url, (seed += 1)));
      const students = await Promise.all(files.map(() => newStudent(api.url)));
      const sent = await Promise.all(students.map(({ client, courseId }, index) => uploadDocument(client, { courseId, fileName: 'book.pdf', bytes: files[index] ?? new Uint8Array() })));
      behind.push(await slides(api.url, (seed += 1)));
      await Promise.all(students.map(({ client }, index) => client.document.cancel.mutate({ id: sent[index]?.id ?? '' })));
      await pause(1_500);
    }
    process.stdout.write(`three slides: alone ${seconds(median(alone))}, right behind ${books === 1 ? 'a book' : `${books} books`} of ${pages} pages ${seconds(median(behind))}, ratio ${(median(behind) / median(alone)).toFixed(2)} (medians of ${rounds}; worst behind ${seconds(Math.max(...behind))})\n`);
  }
} finally {
  for (const close of closers) await close();
}
