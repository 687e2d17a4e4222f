import type { SourceDocument } from '@studywright/core';
import { assemble } from './assemble.ts';
import { composePages } from './compose.ts';
import { detectFormat } from './detect.ts';
import { tooManyPages } from './limits.ts';
import type { IngestLimits } from './limits.ts';

export interface ExtractOptions {
  /** As the student named it; used for a title and to tell Markdown from plain text, never as a path. */
  fileName: string;
  limits: IngestLimits;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a document: its text page by page, headings and passages with their offsets. Pages that are pictures come
 * without text and with `picture`: `recognize` of the OCR pool reads those, and `assemble` puts the whole together.
 * Works in the caller's thread and is only as safe as the parsers are: for files from outside use `extractInProcess`.
 * @throws AppError BAD_INPUT (empty), UNSUPPORTED (not a format that is read), PASSWORD_NEEDED, UNREADABLE (damaged,
 * without text or picture), TOO_LARGE (over a limit); each with a detail for the student. The signal's reason once it is aborted.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions): Promise<SourceDocument> {
  const { fileName, limits, signal } = options;
  signal?.throwIfAborted();
  const format = detectFormat(bytes, fileName);
  const draft = await format.read(bytes, { fileName, limits, signal, onProgress: options.onProgress ?? (() => {}) });
  if (draft.pages.length > limits.maxPages) throw tooManyPages(draft.pages.length, limits);
  const composed = composePages(draft.pages, limits);
  return assemble({ ...composed, said: draft.title, shown: draft.shownTitle, fileName, mediaType: format.mediaType, pageKind: draft.pageKind ?? 'page' });
}
