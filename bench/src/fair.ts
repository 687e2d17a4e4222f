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
import { scannedBook, writtenDeck, writtenPdf } from './books.ts';
import { startApi, startWorker } from './programs.ts';

// How long three slides take alone, and how long behind books and scans of other students. With a database, an API server and
// a worker of its own, as `npm start` has them, and the built-in engine.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Of each book, and how many of them, one case after the other. */
    pages: { type: 'string', default: '500' },
    books: { type: 'string', default: '1,10' },
    /** Of the scan; 0 for none. */
    scan: { type: 'string', default: '100' },
  },
});
const rounds = Number(values.rounds);
const [pages, scanned] = [Number(values.pages), Number(values.scan)];

interface Ahead {
  name: string;
  fileName: string;
  files: Uint8Array[];
  /** Whether the slides come once the first of these is at this step, instead of right behind them. */
  step?: string;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

async function newStudent(url: string): Promise<StudywrightClient> {
  const account = { email: `${v7()}@example.org`, password: 'recall before reading' };
  await createClient({ url }).account.signUp.mutate({ ...account, name: 'Bench' });
  return createClient({ url, accessToken: (await createClient({ url }).account.signIn.mutate(account)).accessToken });
}

/** To a course of its own, in which it is not known yet. @returns its id */
async function send(client: StudywrightClient, fileName: string, bytes: Uint8Array): Promise<string> {
  const courseId = v7();
  await client.course.create.mutate({ id: courseId, name: 'Bench' });
  return (await uploadDocument(client, { courseId, fileName, bytes })).id;
}

/** Milliseconds from the end of its upload until it is ready. */
async function slides(client: StudywrightClient, seed: number): Promise<number> {
  const id = await send(client, 'slides.pptx', writtenDeck(3, seed));
  const begun = performance.now();
  for (;;) {
    const { status, error, counts } = await client.document.get.query({ id });
    if (error) throw new Error(error.detail);
    if (status === 'ready') {
      if (counts.cards + counts.drafts === 0) throw new Error('The slides became no cards.');
      return performance.now() - begun;
    }
    await pause(20);
  }
}

/** The same, behind documents of other students, which are cancelled afterwards. */
async function slidesBehind(client: StudywrightClient, others: readonly StudywrightClient[], { files, fileName, step }: Ahead, seed: number): Promise<number> {
  const works = await Promise.all(
    files.map(async (file, index) => {
      const other = others[index] ?? client;
      return { other, id: await send(other, fileName, file) };
    }),
  );
  const [first] = works;
  while (first && step !== undefined && (await first.other.document.get.query({ id: first.id })).step !== step) await pause(50);
  const ms = await slides(client, seed);
  const views = await Promise.all(works.map(({ other, id }) => other.document.cancel.mutate({ id })));
  if (views.some(({ status }) => status !== 'cancelled')) throw new Error('What the slides were to wait behind was done before them: it needs more pages.');
  await pause(1_500);
  return ms;
}

// Made before anything is started: drawing pages keeps this program from noticing what its connections do.
let seed = 0;
const next = () => (seed += 1);
const books = async (count: number): Promise<Ahead> => ({ name: `${count === 1 ? 'a book' : `${count} books`} of ${pages} pages`, fileName: 'book.pdf', files: await Promise.all(Array.from({ length: count }, () => writtenPdf(pages, next()))) });
const scan = scanned === 0 ? [] : [await scannedBook(scanned, next())];
const scans: Ahead[] = scan.flatMap((file) => [
  { name: `a scan of ${scanned} pages`, fileName: 'scan.pdf', files: [file] },
  { name: `a scan of ${scanned} pages whose pictures are being read`, fileName: 'scan.pdf', files: [file], step: 'ocr' },
]);
const cases = [...(await Promise.all(values.books.split(',').filter(Boolean).map((count) => books(Number(count))))), ...scans];

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
  const client = await newStudent(api.url);
  const others = await Promise.all(Array.from({ length: Math.max(...cases.map(({ files }) => files.length)) }, () => newStudent(api.url)));
  await slides(client, next());
  for (const ahead of cases) {
    const alone: number[] = [];
    const behind: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await slides(client, next()));
      behind.push(await slidesBehind(client, others, ahead, next()));
    }
    process.stdout.write(`three slides: alone ${seconds(median(alone))}, behind ${ahead.name} ${seconds(median(behind))}, ratio ${(median(behind) / median(alone)).toFixed(2)} (medians of ${rounds}; worst ${seconds(Math.max(...alone))} and ${seconds(Math.max(...behind))})\n`);
  }
} finally {
  for (const close of closers) await close();
}
