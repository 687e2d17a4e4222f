/** Reads the text in the picture of one page: finds how it lies, evens out its light, straightens it and hands it to tesseract. */
import { limits } from '@studywright/core';
import type { Turn } from '@studywright/core';
import { composePage } from '../compose.ts';
import type { ComposedPage } from '../compose.ts';
import type { DraftPage } from '../formats/format.ts';
import { detectLanguage } from '../language.ts';
import { charBudget } from '../limits.ts';
import { lieOf } from './angle.ts';
import type { Lie } from './angle.ts';
import { confidenceOf, pageText } from './blocks.ts';
import type { PageText } from './blocks.ts';
import { readerOf } from './languages.ts';
import { letterHeight } from './letters.ts';
import { evenLight } from './light.ts';
import { band, straightened, turned } from './pixels.ts';
import type { Grey, Straightening } from './pixels.ts';
import { withoutSpecks } from './specks.ts';
import type { Box, ReadBlock, Tesseract } from './tesseract.ts';

export interface RecognizeOptions {
  /** As tesseract calls them, the most likely first. */
  languages: readonly string[];
  /** BCP 47, of the document's other pages. */
  language?: string | undefined;
}

/** Letters of this height (in pixels, of an “x”) are read best; smaller ones are enlarged to it. */
const [smallest, best] = [15, 22] as const;
/** Above the first, pixels tell nothing more and cost time and memory: letters are made as small as the second. */
const [largest, enough] = [20, 17] as const;
const mostEnlarged = 4;
/** A page of more pixels than this is not enlarged further. */
const mostPixels = 24_000_000;
/** Degrees that tesseract's own finding of lines copes with. */
const straightEnough = 0.15;
/** Below it, a page is looked at in its other positions and languages. */
const convincing = 0.7;
/** How much more a page looks like lines one way than the other before that is believed. */
const clearly = 1.3;
/** Of characters that are surely read, and how surely: no page gives that but the right way up. */
const [upright, surelyUpright] = [40, 0.85] as const;

interface Reading extends PageText {
  turn: Turn;
  language: string;
}

/** @param number of the page, from 1 */
export async function recognizePage(source: Grey, number: number, tesseract: Tesseract, options: RecognizeOptions): Promise<ComposedPage> {
  const reading = await read(withoutSpecks(evenLight(source)), tesseract, options);
  const { blocks, confidence, turn } = reading;
  const [width, height] = turn === 90 || turn === 270 ? [source.height, source.width] : [source.width, source.height];
  const warning = warningOf(reading);
  const draft: DraftPage = { blocks, confidence, size: { width, height }, ...(turn !== 0 && { turn }), ...(warning !== undefined && { warning }) };
  return composePage(draft, number, charBudget(limits.ingest));
}

function warningOf({ blocks, confidence }: PageText): string | undefined {
  if (blocks.length === 0) return 'Nothing could be read on this page. If there is text on it, scan or photograph it again, sharper and with more light.';
  if (confidence < limits.ocr.unsure) return `Read with little confidence (${Math.round(confidence * 100)} %). Compare with the picture.`;
  return undefined;
}

async function read(page: Grey, tesseract: Tesseract, { languages, language }: RecognizeOptions): Promise<Reading> {
  const known = readerOf(language, languages);
  const first = known ?? languages[0] ?? 'eng';
  const lie = lieOf(page);
  const lying = lie.rows * clearly < 1;
  const tried = lying ? await bestOf(page, tesseract, first, [90, 270, 0, 180]) : 0;
  let reading = await readTurned(page, tried, tesseract, first, tried === 0 ? lie : undefined);
  if (tried === 0 && reading.confidence < convincing) {
    const turn = await bestOf(page, tesseract, first, [180, 90, 270, 0]);
    if (turn !== 0) reading = better(reading, await readTurned(page, turn, tesseract, first));
  }
  const others = known === undefined || reading.confidence < convincing ? languagesAfter(reading, languages) : [];
  for (const other of others) reading = better(reading, await readTurned(page, reading.turn, tesseract, other));
  return reading;
}

/** What else to read it in: the language that it turned out to be, or every other where nothing could be made of it. */
function languagesAfter({ blocks, confidence, language }: Reading, languages: readonly string[]): string[] {
  const found = readerOf(detectLanguage(blocks.map(({ text }) => text)), languages);
  if (found !== undefined && (found !== language || confidence >= convincing)) return found === language ? [] : [found];
  return confidence < convincing ? languages.filter((other) => other !== language) : [];
}

/** More that is surely read: few words, surely read, are no better than a page of them. */
function better(a: Reading, b: Reading): Reading {
  const weight = ({ blocks, confidence }: Reading) => confidence ** 2 * Math.sqrt(blocks.reduce((sum, { text }) => sum + text.length, 0));
  return weight(b) > weight(a) ? b : a;
}

/** @param lie of the page once it is turned, where that is known */
async function readTurned(page: Grey, turn: Turn, tesseract: Tesseract, language: string, lie?: Lie): Promise<Reading> {
  const shown = turned(page, turn);
  const { grey, back } = prepared(shown, lie);
  const found = await tesseract.read(grey, language, 'page');
  const place = ({ x0, y0, x1, y1 }: Box) => {
    const corners = [back(x0, y0), back(x1, y0), back(x0, y1), back(x1, y1)];
    const [xs, ys] = [corners.map(({ x }) => x / shown.width), corners.map(({ y }) => y / shown.height)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  };
  return { ...pageText(found, place), turn, language };
}

function prepared(page: Grey, { skew }: Lie = lieOf(page)): Straightening {
  const wanted = scaleOf(letterHeight(page));
  const scale = Math.min(wanted, Math.max(1, Math.sqrt(mostPixels / (page.width * page.height))));
  return straightened(page, Math.abs(skew) < straightEnough ? 0 : -skew, scale);
}

function scaleOf(letters: number | null): number {
  if (letters === null) return 1;
  if (letters < smallest) return Math.min(mostEnlarged, best / letters);
  return letters > largest ? enough / letters : 1;
}

/**
 * Reads a part of the page in each position, until one is right beyond doubt. Upside down, hardly a word comes out of it.
 * @param candidates the most likely first
 */
async function bestOf(page: Grey, tesseract: Tesseract, language: string, candidates: readonly Turn[]): Promise<Turn> {
  let [turn, most]: [Turn, number] = [0, 0];
  for (const candidate of candidates) {
    const { grey } = prepared(turned(page, candidate));
    const { chars, confidence } = surely(await tesseract.read(densest(grey), language, 'column'));
    if (confidence ** 2 * chars > most) [turn, most] = [candidate, confidence ** 2 * chars];
    if (chars >= upright && confidence >= surelyUpright) return candidate;
  }
  return turn;
}

/** Characters of words that were surely read, and how sure of all there is. */
function surely(blocks: readonly ReadBlock[]): { chars: number; confidence: number } {
  const lines = blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines: all }) => all));
  const words = lines.flatMap(({ words: all }) => all).filter(({ text, confidence }) => confidence > 60 && /^[\p{L}\p{M}\p{N}\p{P}]+$/u.test(text));
  return { chars: words.reduce((sum, { text }) => sum + text.length, 0), confidence: confidenceOf(lines) };
}

/** The quarter of the page with the most ink in it. */
function densest(page: Grey): Grey {
  const rows = Math.max(Math.min(page.height, 300), Math.floor(page.height / 4));
  const step = Math.max(1, Math.floor(page.height / 40));
  const inks = Array.from({ length: page.height }, (_, y) => (y % step === 0 ? inkIn(page, y) : 0));
  let [from, most] = [0, -1];
  for (let y = 0; y + rows <= page.height; y += step) {
    const ink = inks.slice(y, y + rows).reduce((sum, value) => sum + value, 0);
    if (ink > most) [from, most] = [y, ink];
  }
  return band(page, from, Math.min(page.height, from + rows));
}

function inkIn({ data, width }: Grey, y: number): number {
  let changes = 0;
  for (let x = 1; x < width; x += 1) if ((data[y * width + x] ?? 255) < 128 !== (data[y * width + x - 1] ?? 255) < 128) changes += 1;
  return changes;
}
