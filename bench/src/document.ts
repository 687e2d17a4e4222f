import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, uploadDocument } from '@studywright/client';
import { startEmbedded } from '@studywright/db/embedded';
import { migrate } from '@studywright/db/migrate';
import { v7 } from 'uuid';
import { startApi } from './programs.ts';

// How long a student waits: from the end of an upload to the first cards, and to the last. With a database, an API
// server and a worker of its own, and the built-in engine.
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: npm run bench:document -- FILE.pdf');

const bytes = new Uint8Array(await readFile(file));
const folder = await mkdtemp(join(tmpdir(), 'studywright-bench-'));
const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const postgres = await startEmbedded({ folder: join(folder, 'postgres') });
  closers.unshift(() => postgres.stop());
  await migrate(postgres.url);
  const programs = await startApi(postgres.url, folder, 'all');
  closers.unshift(programs.stop);
  const anonymous = createClient({ url: programs.url });
  const account = { email: 'bench@example.org', password: 'recall before reading' };
  await anonymous.account.signUp.mutate({ ...account, name: 'Bench' });
  const client = createClient({ url: programs.url, accessToken: (await anonymous.account.signIn.mutate(account)).accessToken });
  const rounds: { first: number; all: number; items: number; pages: number | null }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const courseId = v7();
    await client.course.create.mutate({ id: courseId, name: `Round ${round + 1}` });
    const { id } = await uploadDocument(client, { courseId, fileName: basename(file), bytes });
    const begun = performance.now();
    let first: number | null = null;
    for (;;) {
      const { status, counts, pages, error } = await client.document.get.query({ id });
      const now = performance.now() - begun;
      if (counts.cards + counts.drafts > 0) first ??= now;
      if (error) throw new Error(error.detail);
      if (status === 'ready') {
        rounds.push({ first: first ?? now, all: now, items: counts.cards + counts.questions + counts.drafts, pages });
        break;
      }
      await pause(20);
    }
  }
  for (const { first, all, items, pages } of rounds) {
    process.stdout.write(`${pages} pages: first cards after ${(first / 1000).toFixed(2)} s, all ${items} cards and questions after ${(all / 1000).toFixed(2)} s\n`);
  }
} finally {
  for (const close of closers) await close();
}
