import { AppError } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import { composePages } from './compose.ts';
import { detectFormat } from './detect.ts';
import { detectLanguage } from './language.ts';
import { tooManyPages } from './limits.ts';
import type { IngestLimits } from './limits.ts';
import { cutPassages } from './passages.ts';
import { chooseTitle } from './title.ts';

export interface ExtractOptions {
  /** As the student named it; used for a title and to tell Markdown from plain text, never as a path. */
  fileName: string;
  limits: IngestLimits;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a document: its text page by page, headings and passages with their offsets.
 * Works in the caller's thread and is only as safe as the parsers are: for files from outside use `extractInProcess`.
 * @throws AppError BAD_INPUT (empty), UNSUPPORTED (not a format that is read), UNREADABLE (damaged, protected, without
 * text), TOO_LARGE (over a limit); each with a detail for the student. The signal's reason once it is aborted.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions): Promise<SourceDocument> {
  const { fileName, limits, signal } = options;
  signal?.throwIfAborted();
  const format = detectFormat(bytes, fileName);
  const draft = await format.read(bytes, { fileName, limits, signal, onProgress: options.onProgress ?? (() => {}) });
  if (draft.pages.length > limits.maxPages) throw tooManyPages(draft.pages.length, limits);
  const { pages, headings } = composePages(draft.pages, limits);
  if (pages.every((page) => page.text === '')) throw withoutText(draft.pages.length);
  return {
    title: chooseTitle(draft.title, headings, fileName),
    language: detectLanguage(pages.map((page) => page.text)),
    pages,
    headings,
    passages: cutPassages(pages, headings),
  };
}

function withoutText(pages: number): AppError {
  const what = pages > 1 ? 'None of the pages of this document has text in it' : 'There is no text in this document';
  return new AppError('UNREADABLE', `${what}: it may be a scan or a set of pictures. Upload a version whose text can be selected, or paste the text.`);
}
