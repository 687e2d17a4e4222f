import { access, constants, realpath } from 'node:fs/promises';
import { extractedPage, heading, limits } from '@studywright/core';
import type { FigurePlace, SourceDocument, Turn } from '@studywright/core';
import { z } from 'zod';
import type { ComposedPage } from './compose.ts';
import { checkLanguages } from './ocr/languages.ts';
import { createPool } from './ocr/pool.ts';
import { extractInProcess } from './process.ts';
import { unlockInProcess } from './unlock.ts';

export interface ReadOptions {
  /** As the student named it; never used as a path. */
  fileName: string;
  signal?: AbortSignal;
}

/** Everything that is done with the bytes of a document, each in a process apart from the caller's, with limits. */
export interface DocumentReader {
  /** As `extract`: pages that are pictures come without text and with `picture`. */
  extract(path: string, options: ReadOptions & { onProgress?: (done: number, total: number) => void }): Promise<SourceDocument>;
  /**
   * Reads one page that is a picture. Waits until a reader of the pool is free.
   * @param page from 1
   * @throws AppError UNREADABLE, such as for a page that takes too long: the others are not affected
   */
  recognize(path: string, page: number, options: ReadOptions & { /** BCP 47, where the document's other pages tell it. */ language?: string }): Promise<ComposedPage>;
  /** How many pictures it reads at once; one where it doesn't say. */
  readonly pictures?: number;
  /** A page as a WebP picture, upright, `width` pixels wide. */
  render(path: string, page: number, options: ReadOptions & { width: number; turn: Turn }): Promise<Uint8Array>;
  /**
   * A figure as a WebP picture, `width` pixels wide at most: a part of a page of a PDF, or a picture of another file.
   * @throws AppError UNREADABLE where it is damaged, or empty
   */
  cut(path: string, page: number, options: ReadOptions & { width: number; place: FigurePlace }): Promise<Uint8Array>;
  /** The same document without its password. @throws AppError WRONG_PASSWORD, UNREADABLE */
  unlock(path: string, options: ReadOptions & { password: string }): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface ReaderSettings {
  /** As tesseract calls them: `eng`, `deu`. */
  languages: readonly string[];
  /** Pictures that are read at once. */
  pictures: number;
  /** Of a document's file; what may be uploaded where nothing is said. */
  maxBytes?: number;
}

/** Processes that draw pages, apart from those that read them: somebody waits for a page that is to be shown. */
const drawers = 1;
const idleSeconds = 60;

/** @throws AppError BAD_INPUT where the model for a language is not installed */
export function createReader({ languages, pictures, maxBytes = limits.upload.maxBytes }: ReaderSettings): DocumentReader {
  checkLanguages(languages);
  const bounds = { ...limits.ocr, idleSeconds };
  const readers = createPool({ ...bounds, size: pictures });
  const drawing = createPool({ ...bounds, size: drawers });
  return {
    pictures,
    extract: (path, options) => extractInProcess(path, { ...options, limits: limits.ingest, maxBytes }),
    async recognize(path, page, { language, signal }) {
      const task = { task: 'recognize' as const, path: await fileAt(path), page, languages: [...languages], ...(language !== undefined && { language }) };
      return composedPage.parse(await readers.run(task, signal));
    },
    async render(path, page, { width, turn, signal }) {
      return webp.parse(await drawing.run({ task: 'render', path: await fileAt(path), page, width, turn }, signal));
    },
    async cut(path, page, { width, place, signal }) {
      return webp.parse(await drawing.run({ task: 'cut', path: await fileAt(path), page, width, place }, signal));
    },
    unlock: (path, options) => unlockInProcess(path, { ...options, limits: limits.ingest }),
    async close() {
      await Promise.all([readers.close(), drawing.close()]);
    },
  };
}

const composedPage = z.object({ page: extractedPage, headings: z.array(heading) });
const webp = z.instanceof(Uint8Array);

/** @throws what the file system says where the file is missing or may not be read */
async function fileAt(path: string): Promise<string> {
  await access(path, constants.R_OK);
  return realpath(path);
}
