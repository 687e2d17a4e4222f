import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { limits } from '@studywright/core';
import { extract, extractInProcess } from '@studywright/ingest';

// How fast a document is read: in the whole, as the product does it, with the start of a process; and by the parser alone
// once it runs, for each second that the processor works on it.
const files = process.argv.slice(2).map((file) => resolve(process.env.INIT_CWD ?? '.', file));
if (files.length === 0) throw new Error('Usage: npm run bench:pages -- FILE.pdf…');

const rounds = 9;
/** From then on the compiler has done its work, too. */
const warmPages = 400;
const options = (file: string) => ({ fileName: basename(file), limits: limits.ingest });
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const wholeRounds = 5;
/** Of all files, each read once: pages, and seconds of the processor by the median of its rounds. */
const together = { pages: 0, started: 0, warm: 0 };

for (const file of files) {
  const whole: number[] = [];
  for (let round = 0; round < wholeRounds; round += 1) {
    const begun = performance.now();
    await extractInProcess(file, options(file));
    whole.push((performance.now() - begun) / 1000);
  }
  const bytes = await readFile(file);
  let pages = 0;
  async function readOnce(): Promise<number> {
    const before = process.cpuUsage();
    pages = (await extract(bytes, options(file))).pages.length;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }
  async function readOften(): Promise<number[]> {
    const cpu: number[] = [];
    for (let round = 0; round < rounds; round += 1) cpu.push(await readOnce());
    return cpu;
  }
  // What shares the processor with a machine only ever adds to the time of one and the same work, so that the best round tells most of the program.
  const perSecond = (cpu: number[]) => `${rate(pages, median(cpu))} (${rate(pages, Math.max(...cpu))} to ${rate(pages, Math.min(...cpu))})`;
  // The first round is not counted: it starts the parser.
  await readOnce();
  const started = await readOften();
  for (let read = (rounds + 1) * pages; read < warmPages; read += pages) await readOnce();
  const warm = await readOften();
  process.stdout.write(`${basename(file)}: ${pages} pages; in the whole ${median(whole).toFixed(2)} s; pages for each second of the processor once the parser runs: ${perSecond(started)}, after ${warmPages} pages: ${perSecond(warm)}\n`);
  together.pages += pages;
  together.started += median(started);
  together.warm += median(warm);
}
process.stdout.write(`together: ${together.pages} pages; for each second of the processor ${rate(together.pages, together.started)}, after ${warmPages} pages of each ${rate(together.pages, together.warm)}\n`);

function rate(pages: number, seconds: number): string {
  return (pages / seconds).toFixed(0);
}
