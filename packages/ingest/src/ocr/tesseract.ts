/**
 * Tesseract 5 as WebAssembly (tesseract.js-core), without the thread and the downloads of tesseract.js around it: it runs in a
 * process of its own here, and its models come from packages.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { modelPath } from './languages.ts';
import type { Grey } from './pixels.ts';

/** In pixels of the picture. */
const box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
/** 0 to 100. */
const confidence = z.number();
const word = z.object({ bbox: box, text: z.string(), confidence });
const line = z.object({ bbox: box, confidence, rowAttributes: z.object({ rowHeight: z.number(), descenders: z.number(), ascenders: z.number() }), words: z.array(word) });
const paragraph = z.object({ bbox: box, lines: z.array(line) });
const block = z.object({ bbox: box, blocktype: z.number(), paragraphs: z.array(paragraph) });
const answer = z.object({ blocks: z.array(block) });

export type Box = z.infer<typeof box>;
export type ReadWord = z.infer<typeof word>;
export type ReadLine = z.infer<typeof line>;
export type ReadBlock = z.infer<typeof block>;

interface Api {
  Init(path: null, language: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetPageSegMode(mode: number): void;
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear(): void;
}

interface Core {
  FS: { writeFile(path: string, data: Uint8Array, options: { canOwn: boolean }): void; unlink(path: string): void };
  TessBaseAPI: new () => Api;
}

type LoadCore = (options: { TesseractProgress(percent: number): void; print(): void; printErr(): void }) => Promise<Core>;
const loadCore = z.custom<LoadCore>((value) => typeof value === 'function');

export const layouts = {
  /** Columns, headings and pictures are found first. */
  page: 3,
  /** One column of text, all of it to be read. */
  column: 6,
} as const;

export interface Tesseract {
  /** @param onProgress called as it goes on */
  read(picture: Grey, language: string, layout: keyof typeof layouts): Promise<ReadBlock[]>;
}

const lstmOnly = 1;

/** @param onProgress called now and then while a page is read */
export async function loadTesseract(onProgress: () => void): Promise<Tesseract> {
  const require = createRequire(import.meta.url);
  // With relaxed SIMD it multiplies its matrices faster where the processor has dot products of bytes, and as fast elsewhere.
  const load = loadCore.parse(require('tesseract.js-core/tesseract-core-relaxedsimd-lstm'));
  const silent = () => {};
  const core = await load({ TesseractProgress: onProgress, print: silent, printErr: silent });
  const loaded = new Map<string, Api>();
  return {
    async read(picture, language, layout) {
      const api = loaded.get(language) ?? (await open(core, language));
      loaded.set(language, api);
      core.FS.writeFile('/input', pgm(picture), { canOwn: true });
      api.SetPageSegMode(layouts[layout]);
      const upright = 1;
      if (api.SetImageFile(upright, 0) !== 0 || api.Recognize(null) !== 0) throw new Error('tesseract did not take the picture');
      const { blocks } = answer.parse(JSON.parse(api.GetJSONText()));
      api.Clear();
      core.FS.unlink('/input');
      return blocks;
    },
  };
}

async function open(core: Core, language: string): Promise<Api> {
  const model = `${language}.traineddata`;
  core.FS.writeFile(model, await promisify(gunzip)(await readFile(modelPath(language))), { canOwn: true });
  const api = new core.TessBaseAPI();
  if (api.Init(null, language, lstmOnly) !== 0) throw new Error(`the model for ${language} could not be loaded`);
  core.FS.unlink(model);
  return api;
}

/** The plainest format that it takes: a line of text, then the pixels. */
function pgm({ data, width, height }: Grey): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
}
