import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { AppError } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { createReader, readWhole } from '@studywright/ingest';
import type { ReaderSettings } from '@studywright/ingest';
import type { Io } from './command.ts';

/** As the server has them, with `STUDYWRIGHT_OCR_LANGUAGES` where it is set. */
export function readerSettings({ environment }: Pick<Io, 'environment'>): ReaderSettings {
  const languages = (environment['STUDYWRIGHT_OCR_LANGUAGES'] || 'eng,deu').split(',').map((name) => name.trim());
  return { languages: languages.filter((name) => name !== ''), pictures: Math.max(1, availableParallelism() - 1) };
}

/** Reads the file that the caller names, relative to where the caller stands. */
export async function readDocument(file: string, io: Io): Promise<SourceDocument> {
  const path = resolve(io.folder, file);
  const reader = createReader(readerSettings(io));
  try {
    const onProgress = (done: number, total: number) => io.status(`${done} of ${total} pages`);
    return await readWhole(path, { reader, fileName: basename(path), signal: io.signal, onProgress });
  } catch (error) {
    throw fileError(file, error) ?? error;
  } finally {
    await reader.close();
  }
}

export function fileError(file: string, error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('NOT_FOUND', `There is no file ${file}.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new AppError('FORBIDDEN', `You may not read ${file}.`, { cause: error });
  return null;
}

/** The public form of a document, in the order in which its fields are documented. */
export function documentJson({ title, language, pages }: SourceDocument) {
  return {
    title,
    language,
    pages: pages.map(({ number, text, ocr, warning }) => ({ number, text, ocr, ...(warning === undefined ? {} : { warning }) })),
  };
}

export function describe(source: SourceDocument): string {
  const words = source.pages.reduce((sum, page) => sum + (page.text.match(/\S+/g)?.length ?? 0), 0);
  const count = (n: number, what: string) => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
  const warnings = source.pages.flatMap((page) => (page.warning === undefined ? [] : [`  page ${page.number}: ${page.warning}`]));
  return [source.title, `${count(source.pages.length, 'page')}, ${count(words, 'word')}, language ${source.language}`, ...warnings].join('\n');
}
