import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, uploadDocument } from '@studywright/client';
import { startEmbedded } from '@studywright/db/embedded';
import { migrate } from '@studywright/db/migrate';
import { v7 } from 'uuid';
import { hostileFiles } from '../../packages/ingest/test/hostile.ts';
import { startApi, startWorker, type Memory } from './programs.ts';

// What files made to do harm do to the server that they are uploaded to: how long until each is named, how much memory the
// server and the worker take, and how long somebody else waits for an answer meanwhile.
const [extra] = process.argv.slice(2);

interface Upload {
  name: string;
  make(): Uint8Array | Promise<Uint8Array>;
}

async function filesIn(folder: string): Promise<Upload[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => ({ name: basename(entry.name), make: () => readFile(join(entry.parentPath, entry.name)) }));
}

/** Asks for something small again and again, and keeps how long the slowest answer took. */
function watch(ask: () => Promise<unknown>): { slowest(): number; failures(): number; stop(): Promise<void> } {
  let slowest = 0;
  let failures = 0;
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      const begun = performance.now();
      await ask().catch(() => (failures += 1));
      slowest = Math.max(slowest, performance.now() - begun);
      await pause(50);
    }
  })();
  return {
    slowest() {
      const value = slowest;
      slowest = 0;
      return value;
    },
    failures: () => failures,
    stop() {
      stopped = true;
      return loop;
    },
  };
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
const folder = await mkdtemp(join(tmpdir(), 'studywright-bench-'));
const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const postgres = await startEmbedded({ folder: join(folder, 'postgres') });
  closers.unshift(() => postgres.stop());
  await migrate(postgres.url);
  const programs = await startApi(postgres.url, folder);
  closers.unshift(programs.stop);
  const worker = startWorker(postgres.url, folder);
  closers.unshift(worker.stop);
  const anonymous = createClient({ url: programs.url });
  const account = { email: 'bench@example.org', password: 'recall before reading' };
  await anonymous.account.signUp.mutate({ ...account, name: 'Bench' });
  const client = createClient({ url: programs.url, accessToken: (await anonymous.account.signIn.mutate(account)).accessToken });
  const courseId = v7();
  await client.course.create.mutate({ id: courseId, name: 'Hostile files' });
  const asked = watch(() => client.course.open.query({ id: courseId }));
  const health = watch(async () => {
    const answer = await fetch(`${programs.url}/health/ready`);
    if (!answer.ok) throw new Error(`The server says that it is not ready: ${answer.status}.`);
  });
  closers.unshift(asked.stop, health.stop);

  const outcomeOf = async ({ name, make }: Upload): Promise<{ seconds: number; outcome: string }> => {
    const bytes = new Uint8Array(await make());
    // What was asked while this program was busy making the file was answered late by nobody else.
    await pause(200);
    asked.slowest();
    health.slowest();
    let begun = performance.now();
    try {
      const { id } = await uploadDocument(client, { courseId, fileName: name, bytes });
      begun = performance.now();
      for (;;) {
        const { status, error } = await client.document.get.query({ id });
        if (error) return { seconds: (performance.now() - begun) / 1000, outcome: `${error.code}: ${error.detail}` };
        if (status === 'ready') return { seconds: (performance.now() - begun) / 1000, outcome: 'read' };
        await pause(50);
      }
    } catch (error) {
      return { seconds: (performance.now() - begun) / 1000, outcome: `refused at once: ${message(error)}` };
    }
  };

  const unreached = 'http://127.0.0.1:9/';
  const uploads: Upload[] = [...hostileFiles(unreached), ...(extra === undefined ? [] : await filesIn(resolve(process.env.INIT_CWD ?? '.', extra)))];
  let [longest, slowest, sickest] = [0, 0, 0];
  // It takes a worker a moment to start, which is no matter of the first file.
  await outcomeOf({ name: 'harmless.txt', make: () => Buffer.from('Recall is remembering.') });
  process.stdout.write('seconds  slowest answer, ms  of /health/ready, ms  server, MB  worker, MB  file: outcome\n');
  for (const upload of uploads) {
    const { seconds, outcome } = await outcomeOf(upload);
    const waited = asked.slowest();
    const ready = health.slowest();
    const [atServer, atWorker] = await Promise.all([programs.memoryMb(), worker.memoryMb()]);
    const mb = ({ pss }: Memory) => String(pss ?? '').padStart(10);
    longest = Math.max(longest, seconds);
    slowest = Math.max(slowest, waited);
    sickest = Math.max(sickest, ready);
    process.stdout.write(`${seconds.toFixed(1).padStart(7)}  ${waited.toFixed(0).padStart(18)}  ${ready.toFixed(0).padStart(20)}  ${mb(atServer)}  ${mb(atWorker)}  ${upload.name}: ${outcome.slice(0, 100)}\n`);
  }
  const peaks = await Promise.all([programs.memoryMb(), worker.memoryMb()]);
  const [ofServer, ofWorker] = peaks.map(({ peakRss }) => `${peakRss ?? '?'} MB`);
  process.stdout.write(`${uploads.length} files: longest ${longest.toFixed(1)} s; server at most ${ofServer}, worker ${ofWorker} (RSS); slowest answer meanwhile ${slowest.toFixed(0)} ms, of /health/ready ${sickest.toFixed(0)} ms, ${asked.failures() + health.failures()} failed\n`);
} finally {
  for (const close of closers) await close();
}
