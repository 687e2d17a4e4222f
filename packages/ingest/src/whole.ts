import { AppError } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { assemble } from './assemble.ts';
import type { ComposedPage } from './compose.ts';
import { detectLanguage } from './language.ts';
import type { DocumentReader, ReadOptions } from './reader.ts';
import { saidTitle } from './title.ts';

export interface WholeOptions extends ReadOptions {
  reader: Pick<DocumentReader, 'extract' | 'recognize' | 'pictures'>;
  /** Pages done of all; pages that are pictures take longest. */
  onProgress?: (done: number, total: number) => void;
}

/** Characters of which a language can be told. */
const sampleChars = 300;

/**
 * Reads a document to its end: `extract`, then the pictures among its pages, several at a time. A page that can't be read
 * keeps a warning with the reason.
 * @throws AppError as `extract`; UNREADABLE where nothing could be read in any picture either. The signal's reason once it
 * is aborted.
 */
export async function readWhole(path: string, { reader, onProgress, ...options }: WholeOptions): Promise<SourceDocument> {
  const source = await reader.extract(path, { ...options, ...(onProgress && { onProgress }) });
  const open = source.pages.filter(({ picture }) => picture === true);
  if (open.length === 0) return source;
  const read = new Map<number, ComposedPage>();
  const recognize = async (number: number) => {
    const texts = [...source.pages, ...[...read.values()].map(({ page }) => page)].map(({ text }) => text);
    const language = texts.join('').length < sampleChars ? 'und' : detectLanguage(texts);
    return reader.recognize(path, number, { ...options, ...(language !== 'und' && { language }) });
  };
  const waiting = open.values();
  const readNext = async () => {
    for (const page of waiting) {
      read.set(page.number, await recognize(page.number).catch((error: unknown) => unread(page.number, error, options.signal)));
      onProgress?.(source.pages.length - open.length + read.size, source.pages.length);
    }
  };
  await Promise.all(Array.from({ length: reader.pictures ?? 1 }, readNext));
  const pages = source.pages.map((page) => read.get(page.number)?.page ?? page);
  const headings = pages.flatMap(({ number }) => read.get(number)?.headings ?? source.headings.filter(({ page }) => page === number));
  return assemble({ ...source, pages, headings, said: saidTitle(source.title, options.fileName), fileName: options.fileName });
}

function unread(number: number, error: unknown, signal: AbortSignal | undefined): ComposedPage {
  signal?.throwIfAborted();
  if (!(error instanceof AppError)) throw error;
  return { page: { number, text: '', ocr: true, warning: error.detail }, headings: [] };
}
