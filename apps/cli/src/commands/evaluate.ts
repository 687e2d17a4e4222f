import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, matchesGlob, relative, resolve, sep } from 'node:path';
import { AppError } from '@studywright/core';
import { createReader, readWhole } from '@studywright/ingest';
import { findCases, headingsIn } from '@studywright/ingest/evaluate/cases';
import type { Case } from '@studywright/ingest/evaluate/cases';
import { measure } from '@studywright/ingest/evaluate/measure';
import type { Measuring, Row } from '@studywright/ingest/evaluate/measure';
import { reportText } from '@studywright/ingest/evaluate/report';
import { baselinesOf, summarize } from '@studywright/ingest/evaluate/summary';
import type { Command, Io } from '../command.ts';
import { fileError, readerSettings } from '../document.ts';
import { metered } from '../processes.ts';

export const evaluate: Command = {
  name: 'evaluate',
  usage: 'extraction DIR [--json] [--only PATTERN]',
  summary: 'Measures how well documents are read, against the gold texts beside them. Needs no server.',
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
  takes: [2, 2],
  async run([what = '', folder = ''], values, io) {
    if (what !== 'extraction') throw new AppError('BAD_INPUT', `“${what}” is nothing that can be measured. Use it so: studywright evaluate extraction DIR`);
    const root = resolve(io.folder, folder);
    const only = typeof values['only'] === 'string' ? values['only'] : '';
    const { cases, home, baselines } = await casesIn(root, folder);
    const chosen = cases.filter(({ file }) => isChosen(file, only));
    if (chosen.length === 0) throw new AppError('NOT_FOUND', `There is no document to measure in ${folder}${only === '' ? '' : ` that matches “${only}”`}.`);
    const rows = await measureAll(chosen, home, io);
    const groups = summarize(rows);
    const beside = baselinesOf(baselines, rows);
    if (values['json'] === true) await io.print(`${JSON.stringify({ rows, groups, baselines: Object.fromEntries(beside) })}\n`);
    else await io.print(`${reportText(rows, groups, beside)}\n`);
  },
};

interface Folder {
  cases: Case[];
  /** What the paths of the cases are relative to. */
  home: string;
  baselines: unknown;
}

/** How far above a folder its manifest may lie: a part of a collection is measured as the whole is. */
const mostAbove = 3;

async function casesIn(root: string, named: string): Promise<Folder> {
  const info = await stat(root).catch((error: unknown) => {
    throw fileError(named, error) ?? error;
  });
  if (!info.isDirectory()) throw new AppError('BAD_INPUT', `${named} is not a folder. Name the folder that holds documents and their gold texts.`);
  const home = await homeOf(root);
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => slashed(relative(home, join(entry.parentPath, entry.name))));
  const within = slashed(relative(home, root));
  const cases = findCases(files, await jsonIn(join(home, 'MANIFEST.json'))).filter(({ file }) => within === '' || file.startsWith(`${within}/`));
  return { cases, home, baselines: await jsonIn(join(home, 'BASELINES.json')) };
}

async function homeOf(root: string): Promise<string> {
  let folder = root;
  for (let above = 0; above <= mostAbove; above += 1) {
    if ((await jsonIn(join(folder, 'MANIFEST.json'))) !== undefined) return folder;
    folder = dirname(folder);
  }
  return root;
}

const slashed = (path: string) => path.split(sep).join('/');

/** Undefined where there is no such file, or nothing that can be understood in it: names then say what belongs together. */
async function jsonIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A glob, or any part of the path. */
function isChosen(file: string, pattern: string): boolean {
  return pattern === '' || file.toLowerCase().includes(pattern.toLowerCase()) || matchesGlob(file, pattern);
}

async function measureAll(cases: readonly Case[], home: string, io: Io): Promise<Row[]> {
  const reader = createReader({ ...readerSettings(io), pictures: 1 });
  const text = (file: string) => readFile(join(home, file), 'utf8');
  const measuring: Measuring = {
    read: ({ file }) => readWhole(join(home, file), { reader, fileName: basename(file), signal: io.signal }),
    text,
    headings: async (file) => headingsIn(await text(file)),
    clock: () => performance.now() / 1000,
    metered,
  };
  const rows: Row[] = [];
  try {
    for (const [index, one] of cases.entries()) {
      io.signal.throwIfAborted();
      io.status(`${index + 1} of ${cases.length}: ${one.file}`);
      rows.push(await measure(one, measuring));
    }
    io.signal.throwIfAborted();
  } finally {
    await reader.close();
  }
  return rows;
}
