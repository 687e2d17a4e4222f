import { AppError, limits } from '@studywright/core';
import type { SourceDocument, Turn } from '@studywright/core';
import type { ComposedPage } from './compose.ts';
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

export function createReader({ maxBytes = limits.upload.maxBytes }: ReaderSettings): DocumentReader {
  const later = () => Promise.reject(new AppError('UNSUPPORTED', 'Pictures are not read yet.'));
  return {
    extract: (path, options) => extractInProcess(path, { ...options, limits: limits.ingest, maxBytes }),
    recognize: later,
    render: later,
    unlock: (path, options) => unlockInProcess(path, { ...options, limits: limits.ingest }),
    close: async () => {},
  };
}
