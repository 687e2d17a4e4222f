import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs, promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { createReader } from '@studywright/ingest';
import { modelPath } from '@studywright/ingest/ocr/languages';

// How long reading a picture takes beside the program `tesseract` with the same model: one page at a time, by turns, both
// behind everything else that the machine does. The program starts anew for each page, as it always does; of the reader the
// first page, with its start, is shown apart. OMP_THREAD_LIMIT says how many threads the program takes.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, language: { type: 'string', default: 'eng' } } });
const files = positionals.map((file) => resolve(process.env.INIT_CWD ?? '.', file));
if (files.length === 0) throw new Error('Usage: npm run bench:ocr -- [--rounds 5] [--language eng] PICTURE…');

const run = promisify(execFile);
const { language } = values;
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function version(): Promise<string> {
  try {
    return (await run('tesseract', ['--version'])).stdout.split('\n')[0] ?? '';
  } catch {
    throw new Error('There is no program “tesseract” on the PATH to compare with. Install it, such as by: apt-get install tesseract-ocr');
  }
}

const models = await mkdtemp(join(tmpdir(), 'studywright-ocr-'));
const reader = createReader({ languages: [language], pictures: 1 });
try {
  process.stdout.write(`${await version()}, OMP_THREAD_LIMIT=${process.env.OMP_THREAD_LIMIT ?? '(not set)'}, ${values.rounds} rounds, medians\n`);
  await writeFile(join(models, `${language}.traineddata`), await promisify(gunzip)(await readFile(modelPath(language))));
  const program = (file: string) => run('nice', ['-n', '15', 'tesseract', file, 'stdout', '-l', language, '--tessdata-dir', models], { maxBuffer: 1e8 });
  const product = (file: string) => reader.recognize(file, 1, { fileName: basename(file) });
  const [opening] = files;
  if (opening !== undefined) process.stdout.write(`first page, with the start of the reader: ${(await seconds(() => product(opening))).toFixed(2)} s\n`);
  for (const file of files) {
    const [theirs, ours]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      theirs.push(await seconds(() => program(file)));
      ours.push(await seconds(() => product(file)));
    }
    const ratio = median(ours.map((value, round) => value / (theirs[round] ?? 1)));
    process.stdout.write(`${basename(file)}: tesseract ${median(theirs).toFixed(2)} s, Studywright ${median(ours).toFixed(2)} s, ratio ${ratio.toFixed(2)}\n`);
  }
} finally {
  await reader.close();
  await rm(models, { recursive: true, force: true });
}
