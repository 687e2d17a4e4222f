import { readFile } from 'node:fs/promises';
import { AppError, type ExtractedPage, type Heading } from '@studywright/core';
import { assemble, type ComposedPage, type DocumentReader } from '@studywright/ingest';

/** What a page says: its text, a `# ` at its start making its first line a heading; or a picture with that text in it. */
export type ScriptedPage = string | { picture: string };

export interface ScriptedReader extends DocumentReader {
  /** What was asked, in order: `extract`, `recognize 3`, `render 3`, `cut 3`, `unlock`. */
  readonly asked: string[];
  /** What every file is found to hold. Null: files are really read, and have no pictures. */
  pages: ScriptedPage[] | null;
  /** Taken one by one by the calls of that name; each makes its call fail. */
  readonly failures: Map<string, unknown[]>;
  /** Awaited at the start of each call, so that a test can hold the work at a place of its choice. It sees the call aborted. */
  hold: (asked: string, signal: AbortSignal) => Promise<void>;
  /** How many pictures at once it says that it reads; the work asks for one more. */
  pictures: number;
}

/** Where a file begins with this, what follows up to the end of the line is its password, and the rest what it protects. */
export const protectedMark = 'PROTECTED ';

/** A reader that does what it is told, and what it isn't told, as `real` does it. */
export function createScriptedReader(real: DocumentReader): ScriptedReader {
  const pageAt = (number: number): ScriptedPage => reader.pages?.[number - 1] ?? '';
  const begin = async (asked: string, signal: AbortSignal = new AbortController().signal) => {
    reader.asked.push(asked);
    await reader.hold(asked, signal);
    signal.throwIfAborted();
    const failures = reader.failures.get(asked) ?? [];
    if (failures.length > 0) throw failures.shift();
  };
  const reader: ScriptedReader = {
    asked: [],
    pages: null,
    failures: new Map(),
    hold: () => Promise.resolve(),
    pictures: 2,
    async extract(path, options) {
      await begin('extract', options.signal);
      if ((await readFile(path, 'utf8')).startsWith(protectedMark)) throw new AppError('PASSWORD_NEEDED', 'This document is protected by a password.');
      if (reader.pages === null) return real.extract(path, options);
      const composed = reader.pages.map((page, index) => (typeof page === 'string' ? composedOf(page, index + 1) : pictureOf(index + 1)));
      options.onProgress?.(composed.length, composed.length);
      return assemble({ pages: composed.map(({ page }) => page), headings: composed.flatMap(({ headings }) => headings), fileName: options.fileName, mediaType: 'application/pdf', pageKind: 'page' });
    },
    async recognize(_path, number, { signal }) {
      await begin(`recognize ${number}`, signal);
      const page = pageAt(number);
      const { page: read, headings } = composedOf(typeof page === 'string' ? page : page.picture, number);
      return { page: { ...read, ocr: true, confidence: 0.9 }, headings };
    },
    async render(_path, number, { signal }) {
      await begin(`render ${number}`, signal);
      return new TextEncoder().encode(`picture of page ${number}`);
    },
    async cut(path, number, options) {
      await begin(`cut ${number}`, options.signal);
      return real.cut(path, number, options);
    },
    async unlock(path, { password, signal }) {
      await begin('unlock', signal);
      const [mark = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
      if (mark !== protectedMark + password) throw new AppError('WRONG_PASSWORD', 'This password does not open the document.');
      return new TextEncoder().encode(rest.join('\n'));
    },
    close: () => real.close(),
  };
  return reader;
}

function pictureOf(number: number): ComposedPage {
  return { page: { number, text: '', ocr: false, picture: true, size: { width: 210, height: 297 } }, headings: [] };
}

function composedOf(written: string, number: number): ComposedPage {
  const title = /^# (.+)\n\n/.exec(written)?.[1];
  const text = title === undefined ? written : written.slice(2);
  const headings: Heading[] = title === undefined ? [] : [{ page: number, start: 0, end: title.length, level: 1, text: title }];
  const page: ExtractedPage = { number, text, ocr: false };
  return { page, headings };
}
