import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { createOpenAiModel } from '@studywright/ai';
import { createExtractiveModel } from '@studywright/ai/extractive/index';
import type { StudyModel } from '@studywright/ai';
import { createJudge, figuresOf, makeAll, noGold, pool, readGold, recordedFigures, reportText, scoreChapter, worseThan } from '@studywright/ai/scorecard/index';
import type { Column, Judge, Judged, RecordedFigures, Score, Worse } from '@studywright/ai/scorecard/index';
import { AppError } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { createReader, readWhole } from '@studywright/ingest';
import { z } from 'zod';
import type { Io } from '../command.ts';
import { fileError, readerSettings } from '../document.ts';

interface Asked {
  folder: string;
  engine: string;
  json: boolean;
  /** A file of recorded figures, to fail where one is worse. */
  against: string | null;
}

/**
 * Measures the chapters of a folder and prints the figures.
 * @throws AppError; CONFLICT, after the figures were printed, where some are worse than those recorded.
 */
export async function runScorecard({ folder, engine: wanted, json, against }: Asked, io: Io): Promise<void> {
  const engine = engineOf(wanted, io.environment);
  const recorded = against === null ? null : await readRecorded(resolve(io.folder, against), against, engine.name);
  const chapters = await chaptersIn(resolve(io.folder, folder), folder);
  const measured = await measureAll(chapters, engine, io);
  const score = pool(measured.map((one) => one.score));
  const all: Column = { name: 'all', figures: figuresOf(score), judged: poolJudged(measured.map(({ judged }) => judged)) };
  const columns = measured.map(({ name, score: own, judged }): Column => ({ name, figures: figuresOf(own), judged }));
  // What the process held at most since it began; the kernel counts in units of 1024 bytes.
  const peakMb = process.resourceUsage().maxRSS / 1024;
  if (json) await io.print(`${JSON.stringify({ engine: engine.name, figures: all.figures, judged: all.judged, peakMb, chapters: measured.map(chapterJson) })}\n`);
  else await io.print(`${reportText(engine.name, all, columns, peakMb)}\n`);
  const worse = recorded === null ? [] : worseThan(recorded, all.figures, peakMb);
  if (worse.length > 0) throw new AppError('CONFLICT', `${worse.length} of the figures ${worse.length === 1 ? 'is' : 'are'} worse than in ${against ?? ''}: ${worse.map(inWords).join('; ')}.`);
}

function inWords({ name, was, is, tolerance }: Worse): string {
  return `${name} is ${is === null ? 'not measured' : rounded(is)}, recorded ${rounded(was)}, tolerance ${rounded(tolerance)}`;
}

const rounded = (value: number) => String(Number(value.toFixed(4)));

interface Engine {
  name: string;
  model: StudyModel;
  judge: Judge | null;
}

/** As the server reads them; an empty one is none. */
const endpointSettings = z.object({
  OPENAI_BASE_URL: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_API: z.enum(['', 'chat', 'responses']).default('chat'),
  OPENAI_CONCURRENCY: z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(1).max(64).default(4)),
});

/** How many cards, and as many questions, of each chapter are judged. */
const judgedOfEach = 10;

/** @throws AppError BAD_INPUT for an engine that is not there or not set up. */
function engineOf(name: string, environment: Io['environment']): Engine {
  if (name === 'extractive') return { name, model: createExtractiveModel(), judge: null };
  if (name !== 'openai') throw new AppError('BAD_INPUT', `There is no engine “${name}”. There are: extractive, openai.`);
  const { success, data } = endpointSettings.safeParse(environment);
  if (!success) throw new AppError('BAD_INPUT', 'OPENAI_API is chat or responses, OPENAI_CONCURRENCY a whole number from 1 to 64. Set them so, or leave them out.');
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, OPENAI_MODEL: model, OPENAI_API: api, OPENAI_CONCURRENCY: concurrency } = data;
  if (!model || (!baseUrl && !apiKey)) throw new AppError('BAD_INPUT', 'The engine “openai” needs OPENAI_MODEL, and OPENAI_BASE_URL or OPENAI_API_KEY or both.');
  const options = { baseUrl: baseUrl || 'https://api.openai.com/v1', apiKey: apiKey ?? '', model, api: api || ('chat' as const), concurrency };
  return { name, model: createOpenAiModel(options), judge: createJudge(options, 'scorecard', judgedOfEach) };
}

interface Chapter {
  name: string;
  folder: string;
}

/** The folder itself where it holds a chapter, else the folders in it that do, by name. */
async function chaptersIn(root: string, named: string): Promise<Chapter[]> {
  const info = await stat(root).catch((error: unknown) => {
    throw fileError(named, error) ?? error;
  });
  if (!info.isDirectory()) throw new AppError('BAD_INPUT', `${named} is not a folder. Name the folder that holds chapters.`);
  if (await isChapter(root)) return [{ name: basename(root), folder: root }];
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => ({ name, folder: join(root, name) }));
  const chapters: Chapter[] = [];
  for (const chapter of folders.toSorted((a, b) => (a.name < b.name ? -1 : 1))) if (await isChapter(chapter.folder)) chapters.push(chapter);
  if (chapters.length === 0) throw new AppError('NOT_FOUND', `There is no chapter in ${named}. A chapter is a folder with chapter.txt, and gold.json where its glossary or summary is known.`);
  return chapters;
}

async function isChapter(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'chapter.txt')).catch(() => null))?.isFile() === true;
}

interface Measured {
  name: string;
  score: Score;
  judged: Judged | null;
}

async function measureAll(chapters: readonly Chapter[], { model, judge }: Engine, io: Io): Promise<Measured[]> {
  const reader = createReader(readerSettings(io));
  const clock = () => {
    const { user, system } = process.cpuUsage();
    return { seconds: performance.now() / 1000, cpuSeconds: (user + system) / 1_000_000 };
  };
  const measured: Measured[] = [];
  try {
    for (const [index, { name, folder }] of chapters.entries()) {
      io.status(`${index + 1} of ${chapters.length}: ${name}`);
      const source = await readWhole(join(folder, 'chapter.txt'), { reader, fileName: 'chapter.txt', signal: io.signal });
      const gold = await goldOf(folder, name, source);
      const made = await makeAll(model, source, gold, io.signal, clock);
      const judged = judge === null ? null : await judge(source, made.kept, { signal: io.signal, onUsage: async () => {} });
      measured.push({ name, score: scoreChapter(source, gold, made), judged });
    }
  } finally {
    await reader.close();
  }
  return measured;
}

async function goldOf(folder: string, name: string, source: SourceDocument) {
  const file = join(folder, 'gold.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return noGold;
  try {
    return readGold(JSON.parse(text), source.pages.map((page) => page.text).join('\n'));
  } catch (error) {
    throw new AppError('UNREADABLE', `The gold.json of ${name} is not as it should be: an object with terms (term, definition) and summary (text).`, { cause: error });
  }
}

function poolJudged(all: readonly (Judged | null)[]): Judged | null {
  const rated = all.filter((one) => one !== null);
  if (rated.length === 0) return null;
  const sum = (pick: (one: Judged) => number) => rated.reduce((total, one) => total + pick(one), 0);
  return { items: sum(({ items }) => items), answerable: sum(({ answerable }) => answerable), correct: sum(({ correct }) => correct) };
}

function chapterJson({ name, score, judged }: Measured) {
  const { language, duplicates, faultyFronts, doubts, positions } = score;
  return { name, language, figures: figuresOf(score), judged, positions, duplicates, faultyFronts, doubtfulOptions: doubts };
}

async function readRecorded(path: string, named: string, engine: string): Promise<RecordedFigures> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(named, error) ?? error;
  });
  const recorded = recordedIn(text);
  if (!recorded) throw new AppError('UNREADABLE', `${named} holds no recorded figures. Its form is {"extractive": {"figures": {…}, "peakMb": …}}.`);
  const own = recorded[engine];
  if (!own) throw new AppError('NOT_FOUND', `${named} has no figures of the engine “${engine}”.`);
  return own;
}

function recordedIn(text: string): Record<string, RecordedFigures> | null {
  try {
    return recordedFigures.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
